;;; clock-sums.el --- Minutes clocked, as Org sums them  -*- lexical-binding: t -*-

;; Usage: emacs --batch -Q -l clock-sums.el ZONE FILE ZONE FILE ...
;;
;; Prints one JSON array: for each FILE, read in the time zone ZONE, an array of
;; the minutes of the subtree of each heading.

;;; Code:

(require 'json)
(require 'org)
(require 'org-clock)

(defun clock-sums (file)
  "The minutes of each heading of FILE."
  (with-current-buffer (find-file-noselect file t)
    (org-clock-sum)
    (vconcat
     (org-map-entries
      (lambda () (or (get-text-property (point) :org-clock-minutes) 0))))))

(let (sums)
  (while command-line-args-left
    (setenv "TZ" (pop command-line-args-left))
    (push (clock-sums (pop command-line-args-left)) sums))
  (princ (json-encode (vconcat (nreverse sums)))))

(provide 'clock-sums)
;;; clock-sums.el ends here
