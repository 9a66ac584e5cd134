;;; apply-capture.el --- Capture with Org's own commands  -*- lexical-binding: t; -*-

;;; Commentary:

;; One more command for apply.el:
;;
;;   {"op": "capture", "line": 1, "text": TEXT}
;;
;; It captures TEXT into the job's own file, by a template of an entry with the
;; time and nothing else.

;;; Code:

(require 'apply)
(require 'org-capture)

(defun apply--gap-before (function &optional number)
  "Call FUNCTION with NUMBER, or with the empty lines that Org 9.8 has there."
  (funcall function
           (or number
               (and apply-newer
                    (org--blank-before-heading-p)
                    (not (org-previous-line-empty-p))
                    1))))

(advice-add 'org-capture-empty-lines-before :around #'apply--gap-before)

(defun apply-capture (command)
  "Capture the text of COMMAND into this file."
  (let ((org-capture-templates
         `(("i" "Inbox" entry (file ,(buffer-file-name)) "* %i%?\n%U"
            :immediate-finish t :no-save t))))
    (org-capture-string (alist-get 'text command) "i")))

(add-to-list 'apply-commands '("capture" . apply-capture))

(provide 'apply-capture)
;;; apply-capture.el ends here
