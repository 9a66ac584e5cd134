;;; lint.el --- Print what org-lint finds in files  -*- lexical-binding: t -*-

;; Usage: emacs --batch -Q [-L DIRECTORY-OF-ORG] -l lint.el FILE...
;;
;; Prints a JSON object: "version" of Org, "checkers" that it has, and for each file in "found"
;; a list of [LINE, CHECKER]; LINE is 0 where the checker fails.

(require 'cl-lib)
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

(defun lint-name (checker)
  "The name of CHECKER."
  (symbol-name (org-lint-checker-name checker)))

(defconst lint-checkers
  ;; This one looks for ids in all files that Emacs knows, of which there are none here.
  (cl-remove "invalid-id-link" org-lint--checkers :key #'lint-name :test #'equal))

(defun lint-by (checkers)
  "What CHECKERS find in this buffer."
  (mapcar (lambda (report)
            (let ((row (cadr report)))
              (vector (string-to-number (substring-no-properties (aref row 0)))
                      (lint-name (aref row 3)))))
          (org-lint--generate-reports (current-buffer) checkers)))

(defun lint-one-by-one ()
  "The same by each checker alone, since one fails."
  (mapcan (lambda (checker)
            (condition-case nil
                (lint-by (list checker))
              (error (list (vector 0 (lint-name checker))))))
          lint-checkers))

(defun lint-file (file)
  "What org-lint finds in a FILE."
  (with-temp-buffer
    (insert-file-contents file)
    (setq default-directory (file-name-directory (expand-file-name file)))
    (let ((buffer-file-name file))
      (org-mode)
      (prog1 (vconcat (condition-case nil (lint-by lint-checkers) (error (lint-one-by-one))))
        (set-buffer-modified-p nil)))))

(let ((files command-line-args-left))
  (setq command-line-args-left nil)
  (princ
   (json-encode
    (list (cons "version" (org-version))
          (cons "checkers"
                (vconcat (mapcar #'lint-name lint-checkers)))
          (cons "found" (vconcat (mapcar #'lint-file files)))))))

;;; lint.el ends here
