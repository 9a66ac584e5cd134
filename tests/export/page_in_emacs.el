;; What Org's own Markdown export makes of each of the texts in a JSON file, as a JSON list.
;; emacs --batch -Q -l page_in_emacs.el TEXTS OUTPUT

(require 'json)
(require 'ox-md)

(setq org-export-with-toc nil
      org-export-with-broken-links t
      org-export-use-babel nil)

(let* ((json-array-type 'list)
       (texts (json-read-file (car command-line-args-left)))
       (made (mapcar (lambda (text) (condition-case nil (org-export-string-as text 'md t) (error nil))) texts)))
  (with-temp-file (cadr command-line-args-left)
    (insert (json-encode (vconcat made)))))
