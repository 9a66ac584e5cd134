;;; tables.el --- align every table of a file -*- lexical-binding: t; -*-
(require 'org)
(require 'org-table)

(defun align-tables (file)
  "Align every table of FILE, as org-table-align does, and save it."
  (with-current-buffer (find-file-noselect file)
    (org-mode)
    (goto-char (point-min))
    (while (re-search-forward "^|" nil t)
      (org-table-align)
      (goto-char (org-table-end)))
    (let ((make-backup-files nil)) (save-buffer))))
