;;; dump.el --- Print what Emacs reads in Org files  -*- lexical-binding: t -*-

;; Usage: emacs --batch -Q -l dump.el [--inherit=KEY,KEY] FILE...
;;
;; Prints one JSON array with one object per FILE:
;;
;;   {"file": FILE as given, "coding": the coding system Emacs chose,
;;    "sets": [[KEYWORD...]...] in Org's own order, "done": [KEYWORD...],
;;    "headings": [HEADING...]}
;;
;; where HEADING is
;;
;;   {"line", "end": from 1; "end" is the last line before the next headline,
;;    "body": the line that `org-end-of-meta-data' goes to,
;;    "parent": the line that `org-up-heading-safe' goes to, or null,
;;    "level", "keyword", "done", "priority", "heading": `org-heading-components' of Org 9.8,
;;    "tags", "local_tags": `org-get-tags',
;;    "planning": {"scheduled", "deadline", "closed"}: `org-entry-get', raw stamps,
;;    "properties": {KEY: value}: keys of the entry's own drawer, upper case, without
;;      `org-special-properties', each with the value `org-entry-get' gives for the
;;      entry alone (null for the value "nil"),
;;    "inherited": {KEY: value}: `org-entry-get' with inheritance, for the keys of
;;      --inherit that have a value,
;;    "commented": `org-in-commented-heading-p'}
;;
;; A file that cannot be visited gives {"file", "error"}.  An accessor that signals
;; gives: null for keyword, priority, parent, body and a stamp, the text after the
;; stars for the heading, no tags, no properties, not commented; the first message of
;; the heading is kept in its "error".  The output is ASCII; a byte Emacs could not
;; decode is printed as the lone surrogate of Python's `surrogateescape'.

;;; Code:

(require 'org)
(require 'subr-x)

(set-language-environment "UTF-8")
(setq create-lockfiles nil
      make-backup-files nil
      auto-save-default nil
      vc-handled-backends nil
      large-file-warning-threshold nil
      enable-local-variables :safe
      enable-local-eval nil
      enable-dir-local-variables nil
      org-inhibit-startup t
      gc-cons-threshold 100000000)

(defvar dump-inherited '("KIND" "URL" "X")
  "Keys looked up with inheritance.")

(defvar dump-error nil
  "Message of the first error met in the current heading.")

(defmacro dump-try (fallback &rest body)
  "Value of BODY, or FALLBACK when it signals an error."
  (declare (indent 1))
  `(condition-case err
       (progn ,@body)
     (error (setq dump-error (or dump-error (error-message-string err)))
            ,fallback)))

;;; JSON

(defun dump-char (char)
  "JSON text of CHAR inside a string."
  (let ((byte (and (>= char #x3fff80) (- char #x3fff00))))
    (cond (byte (format "\\udc%02x" byte))
          ((memq char '(?\" ?\\)) (string ?\\ char))
          ((<= 32 char 126) (string char))
          ((> char #x10ffff) "\\ufffd")
          ((> char #xffff)
           (let ((rest (- char #x10000)))
             (format "\\u%04x\\u%04x"
                     (+ #xd800 (ash rest -10)) (+ #xdc00 (logand rest #x3ff)))))
          (t (format "\\u%04x" char)))))

(defun dump-string (string)
  "JSON text of STRING."
  (concat "\""
          (if (string-match-p "\\`[ !#-[^-~]*\\'" string)
              string
            (mapconcat #'dump-char string ""))
          "\""))

(defun dump-nullable (string)
  "JSON text of STRING, or null."
  (if string (dump-string string) "null"))

(defun dump-list (printer items)
  "JSON array of ITEMS, each printed by PRINTER."
  (concat "[" (mapconcat printer items ", ") "]"))

(defun dump-object (pairs)
  "JSON object of PAIRS (KEY . printed value)."
  (concat "{"
          (mapconcat (lambda (pair) (concat (dump-string (car pair)) ": " (cdr pair)))
                     pairs ", ")
          "}"))

(defun dump-bool (value)
  "JSON text of VALUE as a truth value."
  (if value "true" "false"))

;;; One heading, with point at its stars

(defun dump-own-keys ()
  "Upper-case keys of the entry's own property drawer, in order of appearance."
  (save-excursion
    (let ((range (org-get-property-block)) (case-fold-search t) keys)
      (when range
        (goto-char (car range))
        (while (re-search-forward org-property-re (cdr range) t)
          (let ((key (upcase (match-string-no-properties 2))))
            (push (if (string-match-p ".\\+\\'" key) (substring key 0 -1) key) keys))))
      (seq-remove (lambda (key) (member key org-special-properties))
                  (delete-dups (nreverse keys))))))

(defun dump-local-value (key)
  "Value of KEY in the entry alone."
  (save-excursion
    (if (string= key "CATEGORY")
        (let ((values (org--property-local-values key nil)))
          (and values (mapconcat #'identity (delq nil values) " ")))
      (org-entry-get nil key))))

(defun dump-inherited-values ()
  "Pairs of the keys of `dump-inherited' that have a value here."
  (delq nil
        (mapcar (lambda (key)
                  (let ((value (dump-try nil (org-entry-get nil key t))))
                    (and value (cons key (dump-string value)))))
                dump-inherited)))

(defconst dump-priority "\\(?:[A-Z]\\|[0-9]\\|[1-5][0-9]\\|6[0-4]\\)"
  "What a priority may be since Org 9.8.")

(defun dump-heading-components ()
  "`org-heading-components' with the priorities of Org 9.8, as strings."
  (let ((case-fold-search nil)
        (heading (replace-regexp-in-string
                  (regexp-quote "\\[#.\\]") (concat "\\[#" dump-priority "\\]")
                  org-complex-heading-regexp t t)))
    (when (looking-at heading)
      (list (length (match-string 1)) nil
            (match-string-no-properties 2)
            (and (match-end 3) (substring (match-string-no-properties 3) 2 -1))
            (match-string-no-properties 4) nil))))

(defun dump-commented ()
  "Whether the heading at point, or one above it, is commented as in Org 9.8."
  (let ((case-fold-search nil))
    (save-excursion
      (or (save-excursion
            (skip-chars-forward "*")
            (skip-chars-forward " \t")
            (when (looking-at (concat org-todo-regexp "\\(?: \\|$\\)"))
              (goto-char (match-end 0))
              (skip-chars-forward " \t"))
            (looking-at-p (concat "\\(?:\\[#" dump-priority "\\] ?\\)?"
                                  org-comment-string "\\(?: \\|$\\)")))
          (and (org-up-heading-safe) (dump-commented))))))

(defun dump-components ()
  "`dump-heading-components', or a stand-in when that fails."
  (or (dump-try nil (dump-heading-components))
      (let ((stars (save-excursion (skip-chars-forward "*"))))
        (list stars stars nil nil
              (string-trim (buffer-substring-no-properties
                            (+ (point) stars) (line-end-position)))
              nil))))

(defun dump-tags (local)
  "JSON array of the tags, without the inherited ones if LOCAL."
  (dump-list #'dump-string
             (mapcar #'substring-no-properties (dump-try nil (org-get-tags nil local)))))

(defun dump-planning ()
  "JSON object of the raw stamps of the planning line."
  (dump-object
   (mapcar (lambda (key)
             (cons (downcase key) (dump-nullable (dump-try nil (org-entry-get nil key)))))
           '("SCHEDULED" "DEADLINE" "CLOSED"))))

(defun dump-properties ()
  "JSON object of the entry's own properties."
  (dump-object
   (mapcar (lambda (key)
             (cons key (dump-nullable (dump-try nil (dump-local-value key)))))
           (dump-try nil (dump-own-keys)))))

(defun dump-body ()
  "JSON text of the line below the heading's planning line and property drawer."
  (let ((line (dump-try nil (save-excursion
                              (org-end-of-meta-data)
                              (+ (line-number-at-pos) (if (bolp) 0 1))))))
    (if line (number-to-string line) "null")))

(defun dump-parent ()
  "JSON text of the line of the heading above this one in the tree."
  (let ((line (dump-try nil (save-excursion
                              (and (org-up-heading-safe) (line-number-at-pos))))))
    (if line (number-to-string line) "null")))

(defun dump-heading (line end)
  "JSON object of the heading at point, whose text spans LINE to END."
  (setq dump-error nil)
  (pcase-let* ((`(,level ,_ ,keyword ,priority ,heading ,_) (dump-components))
               (pairs
                `(("line" . ,(number-to-string line))
                  ("end" . ,(number-to-string end))
                  ("body" . ,(dump-body))
                  ("parent" . ,(dump-parent))
                  ("level" . ,(number-to-string level))
                  ("keyword" . ,(dump-nullable keyword))
                  ("done" . ,(dump-bool (member keyword org-done-keywords)))
                  ("priority" . ,(dump-nullable priority))
                  ("heading" . ,(dump-string (or heading "")))
                  ("tags" . ,(dump-tags nil))
                  ("local_tags" . ,(dump-tags t))
                  ("planning" . ,(dump-planning))
                  ("properties" . ,(dump-properties))
                  ("inherited" . ,(dump-object (dump-inherited-values)))
                  ("commented" . ,(dump-bool (dump-try nil (dump-commented)))))))
    (dump-object (if dump-error
                     (append pairs `(("error" . ,(dump-string dump-error))))
                   pairs))))

;;; One file

(defun dump-starts ()
  "List of (POSITION . LINE) of the headlines, in order."
  (save-excursion
    (goto-char (point-min))
    (let ((line 1) (from (point-min)) starts)
      (while (re-search-forward "^\\*+ " nil t)
        (let ((start (line-beginning-position)))
          (setq line (+ line (count-lines from start))
                from start)
          (push (cons start line) starts)))
      (nreverse starts))))

(defun dump-headings ()
  "JSON texts of the headings of the current buffer."
  (let* ((starts (dump-starts))
         (last (count-lines (point-min) (point-max))))
    (cl-loop for (start . next) on starts
             do (goto-char (car start))
             collect (dump-heading (cdr start)
                                   (if next (1- (cdar next)) last)))))

(defun dump-visit (file)
  "Buffer that visits FILE in Org mode, decoded as `find-file' does."
  (let* ((auto-mode-alist nil)
         (magic-mode-alist nil)
         (buffer (find-file-noselect file t)))
    (with-current-buffer buffer
      (setq buffer-read-only nil)
      (widen)
      (org-mode))
    buffer))

(defun dump-file (file)
  "JSON object of FILE."
  (condition-case err
      (with-current-buffer (if (file-exists-p file) (dump-visit file) (error "No such file"))
        (unwind-protect
            (dump-object
             `(("file" . ,(dump-string file))
               ("coding" . ,(dump-string (symbol-name buffer-file-coding-system)))
               ("sets" . ,(dump-list (lambda (set) (dump-list #'dump-string set))
                                     org-todo-sets))
               ("done" . ,(dump-list #'dump-string org-done-keywords))
               ("headings" . ,(concat "[" (string-join (dump-headings) ",\n") "]"))))
          (set-buffer-modified-p nil)
          (kill-buffer)))
    (error (dump-object `(("file" . ,(dump-string file))
                          ("error" . ,(dump-string (error-message-string err))))))))

(let ((files command-line-args-left))
  (setq command-line-args-left nil)
  (when (and files (string-match "\\`--inherit=\\(.*\\)" (car files)))
    (setq dump-inherited (split-string (match-string 1 (pop files)) "," t)))
  (princ (concat "[" (mapconcat #'dump-file files ",\n") "]\n")))

;;; dump.el ends here
