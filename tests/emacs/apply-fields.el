;;; apply-fields.el --- Dates, priorities, tags and properties by Org's commands  -*- lexical-binding: t; -*-

;;; Commentary:

;; More commands for apply.el:
;;
;;   {"op": "schedule"|"deadline", "time": "fri 10:00"|"", "days": N|null, "note": TEXT|null}
;;   {"op": "priority", "to": "A"|""}
;;   {"op": "tag", "add": [TAG, …], "drop": [TAG, …]}   {"op": "tags", "tags": [TAG, …]}
;;   {"op": "put", "name": NAME, "value": TEXT}         {"op": "delete", "name": NAME}
;;
;; An empty "time" removes the date; "days" sets a warning after that.  A note is
;; asked for where "note" has a text, and is a plain note where Org logs nothing.

;;; Code:

(require 'apply)

(defun apply-date (set how command)
  "Call SET, `org-schedule' or `org-deadline', as COMMAND says; HOW is its log variable."
  (let ((time (alist-get 'time command))
        (days (alist-get 'days command))
        (note (alist-get 'note command)))
    (org-back-to-heading t)
    (when note (set (make-local-variable how) 'note))
    (if (equal time "") (funcall set '(4)) (funcall set nil time))
    (when days
      (cl-letf (((symbol-function 'org-read-date)
                 (lambda (&rest arguments)
                   (time-subtract (nth 4 arguments) (* 86400 days)))))
        (funcall set '(16))))
    (when (and note (not org-log-setup))
      (org-back-to-heading t)
      (org-add-log-setup 'note nil nil 'note))
    (apply-note command)))

(defun apply-schedule (command)
  "Change when a task is scheduled."
  (apply-date #'org-schedule 'org-log-reschedule command))

(defun apply-deadline (command)
  "Change when a task is due."
  (apply-date #'org-deadline 'org-log-redeadline command))

(defun apply-priority (command)
  "Change a priority; letters and numbers as a person would type them."
  (let ((to (alist-get 'to command)))
    (org-priority
     (cond ((equal to "") 'remove)
           ((>= org-priority-lowest 65) (string-to-char (upcase to)))
           ((string-match-p "\\`[0-9]+\\'" to) (string-to-number to))
           (t (user-error "Priority must be a number"))))))

(defun apply-tag (command)
  "Put tags on and take tags off, one after the other."
  (dolist (tag (alist-get 'add command)) (org-toggle-tag tag 'on))
  (dolist (tag (alist-get 'drop command)) (org-toggle-tag tag 'off)))

(defun apply-tags (command)
  "Give a heading other tags."
  (org-back-to-heading t)
  (org-set-tags (alist-get 'tags command)))

(defun apply-put (command)
  "Set a property."
  (org-entry-put nil (alist-get 'name command) (alist-get 'value command)))

(defun apply-delete (command)
  "Delete a property."
  (org-entry-delete nil (alist-get 'name command)))

(dolist (command '(("schedule" . apply-schedule) ("deadline" . apply-deadline)
                   ("priority" . apply-priority) ("tag" . apply-tag)
                   ("tags" . apply-tags) ("put" . apply-put) ("delete" . apply-delete)))
  (add-to-list 'apply-commands command))

(provide 'apply-fields)
;;; apply-fields.el ends here
