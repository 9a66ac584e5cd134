;;; lint.el --- Print what org-lint finds in files  -*- lexical-binding: t -*-

;; Usage: emacs --batch -Q [-L DIRECTORY-OF-ORG] -l lint.el FILE...
;;
;; Prints a JSON object: "version" of Org, "checkers" that it has, and for each file in "found"
;; a list of [LINE, CHECKER]; LINE is 0 where the checker fails.

(require 'org)
(require 'org-id)
(require 'org-lint)
(require 'json)

(set-language-environment "UTF-8")
(setq org-inhibit-startup t
      org-element-use-cache nil
      org-id-track-globally nil
      gc-cons-threshold 100000000
      system-time-locale "C")

(defun lint-by (checker)
  "What CHECKER finds in this buffer; it may fail over some texts, then one row of line 0."
  (let ((name (symbol-name (org-lint-checker-name checker))))
    (condition-case nil
        (mapcar (lambda (report)
                  (vector (string-to-number (substring-no-properties (aref (cadr report) 0)))
                          name))
                (org-lint--generate-reports (current-buffer) (list checker)))
      (error (list (vector 0 name))))))

(defun lint-file (file)
  "What org-lint finds in a FILE."
  (with-temp-buffer
    (insert-file-contents file)
    (setq default-directory (file-name-directory (expand-file-name file)))
    (let ((buffer-file-name file))
      (org-mode)
      (prog1 (vconcat (mapcan #'lint-by org-lint--checkers))
        (set-buffer-modified-p nil)))))

(let ((files command-line-args-left))
  (setq command-line-args-left nil)
  (princ
   (json-encode
    (list (cons "version" (org-version))
          (cons "checkers"
                (vconcat (mapcar (lambda (checker) (symbol-name (org-lint-checker-name checker)))
                                 org-lint--checkers)))
          (cons "found" (vconcat (mapcar #'lint-file files)))))))

;;; lint.el ends here
