;;; clock-sums.el --- Minutes clocked, as Org sums them  -*- lexical-binding: t -*-

;; Usage: emacs --batch -Q -l clock-sums.el FILE
;;
;; Prints one JSON array: for each heading of FILE the minutes of its subtree.

;;; Code:

(require 'json)
(require 'org)
(require 'org-clock)

(with-current-buffer (find-file-noselect (pop command-line-args-left) t)
  (org-clock-sum)
  (princ (json-encode
          (vconcat
           (org-map-entries
            (lambda () (or (get-text-property (point) :org-clock-minutes) 0)))))))

(provide 'clock-sums)
;;; clock-sums.el ends here
