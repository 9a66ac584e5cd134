;; What Org's own Markdown export makes of each Org file named in a JSON list.
;; emacs --batch -Q -l export-files.el -f export-files NAMES OUTPUT

(require 'json)
(require 'ox-md)
(require 'ob-exp)

(setq org-export-with-broken-links t
      org-confirm-babel-evaluate nil
      ;; Nothing is run, so that results are those that the file has.
      org-babel-default-header-args
      (cons '(:eval . "never") org-babel-default-header-args))

(defun exported-file (name)
  "The Markdown of the file NAME, and the version of Org; an error as a text."
  (condition-case problem
      (with-current-buffer (find-file-noselect name)
        (let ((inhibit-message t)) (org-export-as 'md)))
    (error (format "ERROR %S" problem))))

(defun export-files ()
  "Export the files that are named on the command line."
  (let* ((json-array-type 'list)
         (names (json-read-file (car command-line-args-left)))
         (coding-system-for-write 'utf-8))
    (with-temp-file (cadr command-line-args-left)
      (insert (json-encode (vconcat (list (org-version)) (mapcar #'exported-file names)))))
    (setq command-line-args-left nil)))
