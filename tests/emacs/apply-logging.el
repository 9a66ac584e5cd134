;;; apply-logging.el --- Notes, clocks and checkboxes with Org's own commands  -*- lexical-binding: t; -*-

;;; Commentary:

;; More commands for apply.el:
;;
;;   {"op": "note", "line": 3, "note": TEXT}
;;   {"op": "clock-in", "line": 3, "at": ISO|null}
;;   {"op": "clock-out", "line": 3, "at": ISO|null, "note": TEXT|null}
;;   {"op": "clock-cancel", "line": 3}
;;   {"op": "checkbox", "line": 7}
;;
;; "line" is the heading's, and for a checkbox that of its item.

;;; Code:

(require 'apply)
(require 'org-clock)
(require 'org-list)

(setq apply-variables
      (append '(org-clock-into-drawer org-log-note-clock-out) apply-variables))

(defun apply-time (iso)
  "Return ISO as a time, nil for nil."
  (and iso
       (encode-time
        (parse-time-string
         (concat (replace-regexp-in-string "T" " " iso) ":00")))))

(defun apply-add-note (command)
  "Take the note of COMMAND."
  (org-add-log-setup 'note nil nil 'note)
  (apply-note command))

(defun apply-forget-clock ()
  "Stop Emacs's own clock without a trace in the notes."
  (set-marker org-clock-marker nil)
  (set-marker org-clock-hd-marker nil)
  (setq org-clock-current-task nil
        org-clock-history nil
        org-clock-leftover-time nil
        org-clock-out-time nil))

(defun apply-find-clock ()
  "Let the first unfinished clock of the entry be the running one."
  (apply-forget-clock)
  (let ((heading (point))
        (end (save-excursion (outline-next-heading) (point)))
        (case-fold-search nil)
        found)
    (save-excursion
      (while (and (not found)
                  (re-search-forward "^[ \t]*CLOCK: *\\[[^]\n]+\\][ \t]*$" end t))
        (setq found (eq 'clock (org-element-type (org-element-at-point)))))
      (unless found (error "No running clock"))
      (move-marker org-clock-marker (point))
      (move-marker org-clock-hd-marker heading)
      (setq org-clock-current-task "t"))))

(defun apply-clock-in (command)
  "Start the clock at the heading of COMMAND."
  (apply-forget-clock)
  (let ((org-clock-auto-clock-resolution nil))
    (org-clock-in nil (apply-time (alist-get 'at command))))
  (when apply-newer
    ;; Org 9.8 indents the line when the clock is in it.
    (goto-char org-clock-marker)
    (beginning-of-line)
    (delete-horizontal-space)
    (let ((column (apply--metadata-column)))
      (if column (indent-line-to column) (org-indent-line))))
  (apply-forget-clock))

(defun apply-clock-out (command)
  "Stop the clock that runs in the entry of COMMAND, with its note if it has one."
  (apply-find-clock)
  (when (alist-get 'note command) (setq-local org-log-note-clock-out t))
  (org-clock-out nil nil (apply-time (alist-get 'at command)))
  (when org-log-setup
    (setq org-log-note-how 'note)
    (apply-note command))
  (apply-forget-clock))

(defun apply-clock-cancel (_command)
  "Cancel the clock that runs in the entry."
  (apply-find-clock)
  (org-clock-cancel)
  (apply-forget-clock))

(defun apply-checkbox (_command)
  "Toggle the checkbox on the line."
  (unless (org-at-item-p) (error "No item here"))
  (org-toggle-checkbox))

(dolist (command '(("note" . apply-add-note)
                   ("clock-in" . apply-clock-in)
                   ("clock-out" . apply-clock-out)
                   ("clock-cancel" . apply-clock-cancel)
                   ("checkbox" . apply-checkbox)))
  (add-to-list 'apply-commands command))

(provide 'apply-logging)
;;; apply-logging.el ends here
