/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest tag that is handed to libxml2, which takes quadratic time in the number of attributes
 * of one element. A device with every attribute has some hundred bytes. */
#define HW_XML_TAG_MAX 65536

typedef enum
{
  HW_XML_LIMIT_TEXT,
  HW_XML_LIMIT_OPEN, /* after '<' */
  HW_XML_LIMIT_BANG, /* after '<!', to tell comments and sections from declarations */
  HW_XML_LIMIT_TAG,
  HW_XML_LIMIT_DOUBLE, /* in a value between double quotes */
  HW_XML_LIMIT_SINGLE,
  HW_XML_LIMIT_COMMENT,
  HW_XML_LIMIT_SECTION,
  HW_XML_LIMIT_INSTRUCTION,
} HwXmlLimitState;

/* Follows the bytes of a document block by block and measures its tags. Zero it to begin. */
typedef struct
{
  HwXmlLimitState state;
  gsize length; /* of the tag so far */
  guint run;    /* dashes, brackets or question marks just seen */
} HwXmlLimit;

/**
 * hw_xml_limit_scan:
 * @good: (out): how many of the @n bytes come before the tag that is too long, or all
 *
 * Returns: %FALSE where a tag is longer than %HW_XML_TAG_MAX
 */
gboolean hw_xml_limit_scan (HwXmlLimit *self, const char *bytes, gsize n, gsize *good);

G_END_DECLS
