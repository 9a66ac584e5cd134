;;; agenda.el --- What Org's agenda shows on each day  -*- lexical-binding: t; -*-

;;; Commentary:

;;   emacs --batch -Q -l agenda.el -f agenda-jobs JOBS REPORT
;;
;; JOBS is a JSON list of {"file": FILE, "today": "2026-11-23", "days": ["2026-11-20", ...]};
;; REPORT gets for each job and each of its days a list of [line, type].

;;; Code:

(require 'json)
(require 'org)
(require 'org-agenda)

(defun agenda-date (iso)
  "Return ISO as Org's agenda has a date."
  (let ((parts (mapcar #'string-to-number (split-string iso "-"))))
    (list (nth 1 parts) (nth 2 parts) (nth 0 parts))))

(defun agenda-day (file today day)
  "Return what the agenda of FILE shows on DAY, as it is TODAY."
  (let ((now (calendar-absolute-from-gregorian (agenda-date today))))
    (cl-letf (((symbol-function 'org-today) (lambda () now)))
      (mapcar
       (lambda (item)
         (let ((marker (get-text-property 0 'org-hd-marker item)))
           (vector (with-current-buffer (marker-buffer marker)
                     (line-number-at-pos marker))
                   (get-text-property 0 'type item))))
       (org-agenda-get-day-entries
        file (agenda-date day) :deadline :scheduled :timestamp)))))

(defun agenda-job (job)
  "Return what the agenda shows on each day of JOB."
  (let ((file (alist-get 'file job)))
    (with-current-buffer (find-file-noselect file t)
      (org-mode)
      (let ((org-agenda-buffer (current-buffer))
            (org-agenda-files (list file)))
        (org-agenda-prepare-buffers (list file))
        (prog1 (vconcat
                (mapcar (lambda (day)
                          (vconcat (agenda-day file (alist-get 'today job) day)))
                        (alist-get 'days job)))
          (kill-buffer))))))

(defun agenda-jobs ()
  "Answer the jobs that the command line names."
  (let* ((jobs (json-read-file (pop command-line-args-left)))
         (report (pop command-line-args-left)))
    (write-region (json-encode (vconcat (mapcar #'agenda-job jobs))) nil report)))

(provide 'agenda)
;;; agenda.el ends here
