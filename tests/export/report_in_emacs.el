;;; report_in_emacs.el --- what Emacs finds in reports  -*- lexical-binding: t -*-

;; emacs --batch -Q -l report_in_emacs.el FILE...
;; prints for each file one line: what org-lint says, whether aligning all tables changes
;; anything, the items, the tags, and whether there is an active timestamp.

(require 'org)
(require 'org-lint)
(require 'org-table)

(defun report-in-emacs (file)
  "Describe FILE as a list of values that are nil where all is well."
  (with-temp-buffer
    (insert-file-contents file)
    (org-mode)
    (let ((before (buffer-string)))
      (org-table-map-tables #'org-table-align t)
      (list (mapcar (lambda (problem) (append (cadr problem) nil)) (org-lint))
            (not (equal before (buffer-string)))
            (org-map-entries #'org-get-heading "TODO={.+}")
            (org-get-buffer-tags)
            (progn (goto-char (point-min)) (re-search-forward org-ts-regexp nil t))))))

(dolist (file command-line-args-left)
  (princ (format "%S\n" (report-in-emacs file))))
(setq command-line-args-left nil)
