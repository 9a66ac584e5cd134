;;; apply.el --- Apply edits to Org files with Org's own commands  -*- lexical-binding: t; -*-

;;; Commentary:

;; The oracle of the tests: what Emacs writes is what the program must write.
;;
;;   emacs --batch -Q -l apply.el -f apply-jobs JOBS REPORT
;;
;; JOBS is a JSON list of objects
;;
;;   {"file": in.org, "output": out.org, "now": "2026-11-23T01:25",
;;    "variables": {"org-log-done": "time", …},
;;    "commands": [{"op": "todo", "line": 3, "to": "DONE", "note": null}, …]}
;;
;; A job with a "zone" is done in that time zone, as are those after it.
;; With "newer": true the rules of Org 9.8 hold where they differ (`apply-newer-rules').
;;
;; Each file is visited afresh, the commands run at the fixed clock, and the
;; buffer's bytes go to "output".  REPORT gets one JSON object per job, in
;; order: {"error": null} or {"error": "what Emacs said"}.
;;
;; A string value of a variable that names a symbol in `apply-symbols' is read
;; as that symbol; any other string stays a string.

;;; Code:

(require 'json)
(require 'org)
(require 'org-element)

(defconst apply-symbols '("time" "note" "state" "headline-data")
  "Strings that stand for a symbol as the value of an Org variable.")

(defconst apply-variables
  '(org-log-done org-log-repeat org-log-into-drawer
    org-log-states-order-reversed org-log-done-with-time
    org-closed-keep-when-no-todo org-tags-column org-auto-align-tags
    org-enforce-todo-dependencies org-enforce-todo-checkbox-dependencies
    org-hierarchical-todo-statistics org-todo-repeat-to-state
    org-adapt-indentation org-log-reschedule org-log-redeadline
    org-log-refile)
  "Variables a job may set; every job starts from their default.")

;;;; The clock

(defvar apply-now nil "Time that every question about the present gets.")

(defun apply--answer-now (function positions)
  "Make FUNCTION read nil at argument POSITIONS as `apply-now'."
  (advice-add
   function :filter-args
   (lambda (arguments)
     (let ((filled (append arguments
                           (make-list (max 0 (- (1+ (apply #'max positions))
                                                (length arguments)))
                                      nil))))
       (dolist (position positions filled)
         (unless (nth position filled)
           (setf (nth position filled) apply-now)))))))

(defun apply-stop-clock ()
  "Let all of Emacs's clocks stand at `apply-now'."
  (advice-add 'current-time :override (lambda () apply-now))
  (apply--answer-now 'format-time-string '(1))
  (dolist (function '(decode-time float-time time-to-days time-convert))
    (apply--answer-now function '(0)))
  (dolist (function '(time-less-p time-equal-p time-subtract time-add))
    (apply--answer-now function '(0 1))))

(defun apply-set-clock (iso)
  "Set the clock to ISO, such as \"2026-11-23T01:25\", in local time."
  (setq apply-now
        (encode-time (parse-time-string
                      (concat (replace-regexp-in-string "T" " " iso) ":00")))))

;;;; Rules of newer Org

(defvar apply-newer nil "Whether the job asks for the rules of Org 9.8.")

(defun apply--indent-new-drawer (insert &rest arguments)
  "Call INSERT with ARGUMENTS; give a new property drawer its planning line's indentation."
  (let ((before (buffer-chars-modified-tick)))
    (apply insert arguments)
    (when (and apply-newer
               (/= before (buffer-chars-modified-tick))
               (not (org-before-first-heading-p)))
      (save-excursion
        (org-back-to-heading t)
        (forward-line)
        (when (looking-at-p org-planning-line-re)
          (let ((column (current-indentation)))
            (dotimes (_ 2)
              (forward-line)
              (indent-line-to column))))))))

(defun apply--indent-property (put pom property &rest arguments)
  "Call PUT with POM, PROPERTY and ARGUMENTS; give the property the indentation of the line above."
  (prog1 (apply put pom property arguments)
    (when apply-newer
      (org-with-point-at (or pom (point))
        (let ((range (org-get-property-block)))
          (when range
            (goto-char (car range))
            (when (re-search-forward (org-re-property property nil t) (cdr range) t)
              (let ((column (save-excursion (forward-line -1) (current-indentation))))
                (beginning-of-line)
                (indent-line-to column)))))))))

(defun apply--metadata-column ()
  "Return the indentation of the last planning or drawer line above point in the entry.
That is where Org puts what comes below; nil where there is no such line."
  (save-excursion
    (when (and (zerop (forward-line -1))
               (not (org-at-heading-p))
               (looking-at-p "[ \t]*\\(?::END:\\|\\(?:CLOSED\\|DEADLINE\\|SCHEDULED\\):\\)"))
      (current-indentation))))

(defun apply--indent-log-drawer (begin &rest arguments)
  "Call BEGIN with ARGUMENTS; give a log drawer that it makes the indentation of what is above."
  (let* ((before (buffer-chars-modified-tick))
         (place (apply begin arguments)))
    (if (or (not apply-newer) (= before (buffer-chars-modified-tick)))
        place
      (save-excursion
        (goto-char place)
        (forward-line -1)
        (let ((column (and (looking-at-p "[ \t]*:[^: \t]+:[ \t]*$")
                           (apply--metadata-column))))
          (if (not column)
              place
            (dotimes (_ 2)
              (indent-line-to column)
              (forward-line))
            (line-beginning-position 0)))))))

(defun apply--indent-clock-drawer (find &rest arguments)
  "Call FIND with ARGUMENTS; go where Org 9.8 does in a drawer that is made."
  (let ((before (buffer-chars-modified-tick)))
    (apply find arguments)
    (when (and apply-newer (/= before (buffer-chars-modified-tick)))
      (if (looking-at-p "[ \t]*:END:[ \t]*$")
          (apply--indent-first-clock)
        (apply--outdent-gathered-clocks)))))

(defun apply--outdent-gathered-clocks ()
  "Put the drawer around point at the margin, and go to its second line.
Where logs are not reversed, point is on the last one already."
  (save-excursion
    (re-search-backward "^[ \t]*:[^: \t\n]+:[ \t]*$")
    (while (not (looking-at-p "[ \t]*:END:"))
      (indent-line-to 0)
      (forward-line))
    (indent-line-to 0))
  (beginning-of-line)
  (when org-log-states-order-reversed (forward-line)))

(defun apply--indent-first-clock ()
  "Indent the empty clock drawer that ends at point as what is above it."
  (save-excursion
    (forward-line -1)
    (when (looking-at-p "[ \t]*:[^: \t]+:[ \t]*$")
      (let ((column (apply--metadata-column)))
        (when column
          (dotimes (_ 2)
            (indent-line-to column)
            (forward-line))))))
  (beginning-of-line))

(defun apply--align-unless-off (align &rest arguments)
  "Call ALIGN with ARGUMENTS, but not where tags are not aligned of themselves."
  (unless (and apply-newer (not org-auto-align-tags))
    (apply align arguments)))

(defun apply--empty-new-blank-lines (before)
  "Leave nothing on the blank lines that are in the buffer and not in the text BEFORE."
  (let* ((after (buffer-string))
         (start (abs (or (let ((n (compare-strings before nil nil after nil nil)))
                           (if (eq n t) nil n))
                         1)))
         (old (length before))
         (new (length after))
         (same 0))
    (while (and (< same (- (min old new) start))
                (eq (aref before (- old same 1)) (aref after (- new same 1))))
      (setq same (1+ same)))
    (save-excursion
      (goto-char start)
      (let ((end (copy-marker (- (point-max) same))))
        (while (re-search-forward "^[ \t]+$" end t)
          (replace-match ""))
        (set-marker end nil)))))

(defun apply--ends-in-newline-p ()
  "Tell whether the buffer does."
  (eq ?\n (char-before (point-max))))

(defun apply--store-below (store)
  "Call STORE; a note that comes last in the file goes below its last line.
Org 9.5 puts it above a last line that has no newline, and gives it one."
  (if (not apply-newer)
      (funcall store)
    (with-current-buffer (marker-buffer org-log-note-marker)
      (let ((ended (apply--ends-in-newline-p)))
        (save-excursion
          (goto-char org-log-note-marker)
          (org-end-of-meta-data)
          (unless (org-log-into-drawer) (skip-chars-forward " \t\n"))
          (when (and (eobp) (not (bolp))) (insert "\n")))
        (let ((before (buffer-string)))
          (save-current-buffer (set-buffer "*Org Note*") (funcall store))
          (apply--empty-new-blank-lines before))
        (when (and (not ended) (apply--ends-in-newline-p))
          (delete-region (1- (point-max)) (point-max)))))))

(defconst apply-ts-regexps
  (list org-ts-regexp3 (replace-regexp-in-string "16" "99" org-ts-regexp3 t t))
  "Timestamps as Org 9.5 finds them to be changed, and those with more than a few cookies.")

(defun apply--without-comment (path)
  "Take COMMENT off the titles of PATH, which is what Org shows of the headings above."
  (if apply-newer
      (mapcar (lambda (title)
                (if (string-match "\\`COMMENT\\(?: [ \t]*\\|\\'\\)" title)
                    (substring title (match-end 0))
                  title))
              path)
    path))

(defvar apply--in-repeat nil "Whether a repeated item is being moved on.")

(defun apply--note-repeat (move &rest arguments)
  "Call MOVE, which moves repeated stamps on, with ARGUMENTS, and let it be known."
  (let ((apply--in-repeat t))
    (apply move arguments)))

(defun apply--until-its-day (less-p a b)
  "Whether A is before B by LESS-P; of a stamp that repeats by days, on a day before."
  (if (and apply-newer apply--in-repeat
           (save-excursion
             (save-match-data
               (and (org-at-timestamp-p 'lax)
                    (not (string-match-p "\\+[0-9]+h" (match-string 0)))))))
      (< (time-to-days (or a apply-now)) (time-to-days b))
    (funcall less-p a b)))

(defun apply-newer-rules ()
  "Teach Org the rules of Org 9.8, for the jobs that ask for them."
  (require 'calendar)
  (advice-add 'org-insert-property-drawer :around #'apply--indent-new-drawer)
  (advice-add 'org-entry-put :around #'apply--indent-property)
  (advice-add 'org-log-beginning :around #'apply--indent-log-drawer)
  (advice-add 'org-get-outline-path :filter-return #'apply--without-comment)
  (advice-add 'org-align-tags :around #'apply--align-unless-off)
  (advice-add 'org-clock-find-position :around #'apply--indent-clock-drawer)
  (advice-add 'org-auto-repeat-maybe :around #'apply--note-repeat)
  (advice-add 'time-less-p :around #'apply--until-its-day)
  (advice-add 'org-store-log-note :around #'apply--store-below))

;;;; Commands

(defun apply--cancel-repeaters ()
  "End all repeaters of the entry; Org before 9.7 ends the first alone."
  (if (and (not apply-newer) (fboundp 'org-cancel-repeaters))
      (org-cancel-repeaters)
    (org-cancel-repeater)
    (when apply-newer
      (save-excursion
        (org-back-to-heading t)
        (let ((end (copy-marker (save-excursion (outline-next-heading) (point)))))
          (while (re-search-forward org-repeat-re end t)
            (goto-char (match-beginning 1))
            (re-search-forward "[0-9]+")
            (replace-match "0")
            (search-forward ">")))))))

(defun apply-note (command)
  "Store the log note that is waiting, with the text of COMMAND.
A null text is an empty note."
  (when org-log-setup
    (let ((text (alist-get 'note command))
          (note-p (eq org-log-note-how 'note)))
      (org-add-log-note)
      (when note-p
        (goto-char (point-max))
        (insert (or text ""))
        (org-store-log-note)))))

(defun apply-force-note (command before)
  "Ask for a note if COMMAND has a text and Org asks for none.
BEFORE is the keyword the heading had."
  (when (alist-get 'note command)
    (if org-log-setup
        (setq org-log-note-how 'note)
      (org-back-to-heading t)
      (org-add-log-setup 'state (apply-keyword command) before 'note))))

(defun apply-keyword (command)
  "Return the keyword that COMMAND asks for, or nil."
  (let ((to (alist-get 'to command)))
    (unless (equal to "") to)))

(defun apply-todo (command)
  "Change a TODO state: {\"to\": KEYWORD|\"\", \"note\": TEXT|null, \"final\": BOOL}."
  (let ((before (org-get-todo-state))
        (blocked nil))
    (when (eq t (alist-get 'final command)) (apply--cancel-repeaters))
    (cl-letf* ((say (symbol-function 'message))
               ((symbol-function 'message)
                (lambda (format &rest arguments)
                  (when (and format (string-match-p "blocked (by" format))
                    (setq blocked t))
                  (apply say format arguments))))
      (org-todo (alist-get 'to command)))
    (when blocked (error "Blocked"))
    (apply-force-note command before)
    (apply-note command)))

(defconst apply-commands
  '(("todo" . apply-todo))
  "Functions that carry out a command, by its \"op\".")

;;;; Jobs

(defun apply--value (value)
  "Return the Lisp VALUE that a JSON value stands for."
  (cond ((eq value :false) nil)
        ((and (stringp value) (member value apply-symbols)) (intern value))
        (t value)))

(defun apply-reset ()
  "Forget all that an earlier job left behind."
  (dolist (variable apply-variables)
    (set-default variable (eval (car (get variable 'standard-value)) t)))
  (setq org-log-setup nil
        org-log-note-purpose nil
        org-log-note-how nil
        post-command-hook nil)
  (when (get-buffer "*Org Note*") (kill-buffer "*Org Note*")))

(defun apply-command (command)
  "Carry out COMMAND on the line it names."
  (goto-char (point-min))
  (forward-line (1- (alist-get 'line command)))
  (funcall (alist-get (alist-get 'op command) apply-commands nil nil #'equal)
           command))

(defvar-local apply-ended nil "Whether the file ended in a newline when it was visited.")

(defun apply-look-at-end ()
  "Note how the visited file ends."
  (setq apply-ended (apply--ends-in-newline-p)))

(defun apply-write (buffer file)
  "Write the bytes of BUFFER to FILE in the coding system it came in.
What ended in a newline still does: Emacs sees to that when it saves."
  (with-current-buffer buffer
    (save-excursion
      (goto-char (point-max))
      (unless (or (bolp) (not apply-ended)) (insert "\n")))
    (let ((coding-system-for-write buffer-file-coding-system)
          (inhibit-message t))
      (write-region nil nil file nil 'quietly))))

(defun apply-job (job)
  "Carry out JOB; return what it is to be reported as."
  (apply-reset)
  (when (alist-get 'zone job) (setenv "TZ" (alist-get 'zone job)))
  (apply-set-clock (alist-get 'now job))
  (setq apply-newer (eq t (alist-get 'newer job))
        org-ts-regexp3 (if apply-newer (cadr apply-ts-regexps) (car apply-ts-regexps)))
  (pcase-dolist (`(,name . ,value) (alist-get 'variables job))
    (set-default name (apply--value value)))
  (let ((buffer (find-file-noselect (alist-get 'file job) t)))
    (unwind-protect
        (condition-case problem
            (progn
              (switch-to-buffer buffer)
              (org-show-all)
              ;; Emacs does this when it is idle, and aligns tags by it.
              (when (bound-and-true-p org-indent-mode)
                (org-indent-add-properties (point-min) (point-max)))
              (mapc (lambda (command)
                      (switch-to-buffer buffer)
                      (apply-command command))
                    (alist-get 'commands job))
              (apply-write buffer (alist-get 'output job))
              '((error . :null)))
          (error `((error . ,(error-message-string problem)))))
      (with-current-buffer buffer (set-buffer-modified-p nil))
      (kill-buffer buffer))))

(defun apply-settle ()
  "Make Emacs as plain and as silent as a test wants it."
  (set-language-environment "UTF-8")
  (set-time-zone-rule (or (getenv "TZ") "UTC"))
  (setq system-time-locale "C"
        enable-local-variables nil
        make-backup-files nil
        auto-save-default nil
        create-lockfiles nil
        vc-handled-backends nil
        inhibit-message t
        large-file-warning-threshold nil
        gc-cons-threshold (* 64 1024 1024))
  (add-hook 'find-file-hook #'apply-look-at-end)
  (fset 'y-or-n-p (lambda (&rest _) t))
  (fset 'yes-or-no-p (lambda (&rest _) t)))

(defun apply-jobs ()
  "Carry out the jobs of the file named first on the command line."
  (pcase-let* ((`(,jobs ,report) command-line-args-left)
               (json-null nil))
    (setq command-line-args-left nil)
    (apply-settle)
    (apply-stop-clock)
    (apply-newer-rules)
    (let ((results
           (mapcar #'apply-job
                   (with-temp-buffer
                     (insert-file-contents jobs)
                     (json-parse-buffer :object-type 'alist :array-type 'list
                                        :null-object nil :false-object :false)))))
      (with-temp-file report
        (insert (json-serialize (vconcat results)))))))

(provide 'apply)
;;; apply.el ends here
