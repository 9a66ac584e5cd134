;;; elements.el --- Print the elements that Org finds in a file  -*- lexical-binding: t -*-

;; Usage: emacs --batch -Q [-L DIRECTORY-OF-ORG] -l elements.el FILE
;;
;; Prints one JSON array: first the version of Org, then for each element
;;
;;   [DEPTH, TYPE, BEGIN, POST-AFFILIATED, CONTENTS-BEGIN, CONTENTS-END, END, NAME, BOX, TAG]
;;
;; in the order of the text.  Positions count characters from 0; CONTENTS-* are null where
;; there are none.  An element never ends below its parent here: a table takes its formulas
;; from below what it stands in, which the text then holds twice.

(require 'org)
(require 'json)

(set-language-environment "UTF-8")
(setq org-inhibit-startup t
      org-element-use-cache nil
      gc-cons-threshold 100000000)

(defun elements-name (element)
  "What ELEMENT is called."
  (pcase (org-element-type element)
    ('special-block (org-element-property :type element))
    ('dynamic-block (org-element-property :block-name element))
    ('drawer (org-element-property :drawer-name element))
    ('footnote-definition (org-element-property :label element))
    ((or 'keyword 'node-property) (org-element-property :key element))
    ('table (symbol-name (org-element-property :type element)))
    ('item (org-element-property :bullet element))
    ('src-block (org-element-property :language element))))

(defun elements-text (text)
  "TEXT without properties, or null."
  (and text (substring-no-properties text)))

(defun elements-tag (element)
  "The text of the tag of ELEMENT, or null."
  (let ((tag (org-element-property :tag element)))
    (and tag (org-element-interpret-data tag))))

(defun elements-row (element depth limit)
  "What is printed of ELEMENT, at a DEPTH, and its elements, which end at LIMIT."
  (let* ((type (org-element-type element))
         (end (min limit (org-element-property :end element)))
         (contents-begin (org-element-property :contents-begin element))
         (contents-end (org-element-property :contents-end element)))
    (cons
     (vector depth (symbol-name type)
             (1- (org-element-property :begin element))
             (1- (org-element-property :post-affiliated element))
             (and contents-begin (1- contents-begin))
             (and contents-end (1- (min limit contents-end)))
             (1- end)
             (elements-text (elements-name element))
             (and (eq type 'item) (org-element-property :checkbox element)
                  (symbol-name (org-element-property :checkbox element)))
             (and (eq type 'item) (elements-tag element)))
     (and (memq type (append '(headline) org-element-greater-elements))
          (mapcan (lambda (child) (elements-row child (1+ depth) end))
                  (org-element-contents element))))))

(let ((file (car command-line-args-left)))
  (setq command-line-args-left nil)
  (with-temp-buffer
    (insert-file-contents file)
    (org-mode)
    (let ((data (org-element-parse-buffer 'element)))
      (princ (json-encode
              (vconcat (list (org-version))
                       (mapcan (lambda (child) (elements-row child 0 (point-max)))
                               (org-element-contents data))))))))

;;; elements.el ends here
