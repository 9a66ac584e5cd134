;;; apply-structure.el --- Order, level and title with Org's own commands  -*- lexical-binding: t; -*-

;;; Commentary:

;; More commands for apply.el:
;;
;;   {"op": "move", "line": 3, "steps": -2}
;;   {"op": "promote", "line": 3}, {"op": "demote", "line": 3}, {"op": "cut", "line": 3}
;;   {"op": "rename", "line": 3, "text": TITLE}
;;
;; Since Org 9.7 a renamed headline is only aligned where `org-auto-align-tags' is on.

;;; Code:

(require 'apply)

(defun apply-move (command)
  "Move the subtree past as many siblings as COMMAND says."
  (org-move-subtree-down (alist-get 'steps command)))

(defun apply-rename (command)
  "Give the headline the title of COMMAND."
  (cl-letf* ((align (symbol-function 'org-align-tags))
             ((symbol-function 'org-align-tags)
              (lambda (&rest arguments)
                (when org-auto-align-tags (apply align arguments)))))
    (org-edit-headline (alist-get 'text command))))

(dolist (command '(("move" . apply-move)
                   ("promote" . (lambda (_) (org-promote-subtree)))
                   ("demote" . (lambda (_) (org-demote-subtree)))
                   ("cut" . (lambda (_) (org-cut-subtree)))
                   ("rename" . apply-rename)))
  (add-to-list 'apply-commands command))

(provide 'apply-structure)
;;; apply-structure.el ends here
