;;; apply-moves.el --- Refile and archive with Org's own commands  -*- lexical-binding: t; -*-

;;; Commentary:

;; More commands for apply.el:
;;
;;   {"op": "refile", "line": 3, "to": LINE, "file": OTHER|null, "output": FILE|null,
;;    "note": TEXT|null}
;;   {"op": "archive", "line": 3}
;;
;; "file" is the file to refile to, and "output" gets its bytes; without it the
;; subtree stays in its file.  The archive is written by Org itself.

;;; Code:

(require 'apply)
(require 'org-archive)
(require 'org-refile)

(setq apply-variables (append '(org-archive-location) apply-variables))

(defun apply-target (line)
  "Return the position of LINE."
  (save-excursion
    (goto-char (point-min))
    (forward-line (1- line))
    (point)))

(defun apply-refile (command)
  "Move the subtree below the heading that COMMAND names."
  (let* ((file (or (alist-get 'file command) (buffer-file-name)))
         (target (find-file-noselect file t))
         (position (with-current-buffer target
                     (org-show-all)
                     (apply-target (alist-get 'to command)))))
    (with-current-buffer target
      (save-excursion
        (goto-char position)
        (org-end-of-subtree t)
        ;; What is pasted last ends in a newline, whatever was last before.
        (when (eobp) (setq apply-ended t))))
    (when (alist-get 'note command)
      (with-current-buffer target (setq-local org-log-refile 'note)))
    (org-refile nil nil (list "t" file nil position))
    (apply-note command)
    (when (alist-get 'output command)
      (apply-write target (alist-get 'output command))
      (with-current-buffer target (set-buffer-modified-p nil))
      (kill-buffer target))))

(defun apply-count-cookies-of (parent count)
  "Call COUNT at the heading PARENT, and let it count nothing above that."
  (goto-char parent)
  (let ((back (symbol-function 'outline-previous-heading)))
    (cl-letf (((symbol-function 'outline-previous-heading)
               (lambda () (unless (= (point) parent) (funcall back)))))
      (funcall count nil))))

(defun apply-archive (_command)
  "Archive the subtree.
The cookies of its own parent alone are counted anew.  Org counts those of the
heading that comes after the subtree if that is no sibling of it, and where
there are checkboxes those of the heading before as well."
  (let ((parent (save-excursion (and (org-up-heading-safe) (point-marker))))
        (count (symbol-function 'org-update-statistics-cookies)))
    (cl-letf (((symbol-function 'org-update-statistics-cookies)
               (lambda (_all) (when parent (apply-count-cookies-of parent count)))))
      (org-archive-subtree))
    (dolist (buffer (buffer-list))
      (when (and (buffer-file-name buffer)
                 (not (eq buffer (current-buffer))))
        (with-current-buffer buffer (set-buffer-modified-p nil))
        (kill-buffer buffer)))))

(dolist (command '(("refile" . apply-refile) ("archive" . apply-archive)))
  (add-to-list 'apply-commands command))

(provide 'apply-moves)
;;; apply-moves.el ends here
