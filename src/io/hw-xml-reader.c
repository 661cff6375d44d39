/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-xml-reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "hw-format.h"
#include "hw-io-error.h"
#include "hw-xml-limit.h"

#define BLOCK 65536

G_STATIC_ASSERT (sizeof (HwXmlAttribute) == 5 * sizeof (const xmlChar *));

struct _HwXmlReader
{
  const HwXmlHandler *handler;
  gpointer data;
  HwFindings *findings;
  xmlParserCtxt *parser;
  const char *space; /* our namespace, interned */
  HwXmlLimit limit;
  HwXmlCapture *capture;
  /* The value asked for last. */
  char plain[256];
  GString *value;
  char *normal;
  guint minor;
  guint depth;
  guint skipped;  /* depth within an element that is skipped; 0: not */
  gboolean begun; /* the root element has been seen */
  gboolean stopped;
};

guint
hw_xml_reader_line (HwXmlReader *self)
{
  return xmlSAX2GetLineNumber (self->parser);
}

/* Nothing more is heard of the parser. It goes on to the end of the block, for to stop it frees
 * what the attributes of the open tag point into. */
static void
stop (HwXmlReader *self)
{
  self->stopped = TRUE;
}

/* Stops it at once, outside of elements: what comes next must not be parsed. */
static void
halt (HwXmlReader *self)
{
  stop (self);
  xmlStopParser (self->parser);
}

void
hw_xml_reader_find (HwXmlReader *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  hw_findings_add (self->findings, hw_xml_reader_line (self), "%s", message);
  if (hw_findings_is_full (self->findings))
    stop (self);
}

const char *
hw_xml_reader_intern (HwXmlReader *self, const char *name)
{
  return (const char *)xmlDictLookup (self->parser->dict, (const xmlChar *)name, -1);
}

const char *
hw_xml_reader_value (HwXmlReader *self, const HwXmlAttribute *attribute)
{
  gsize n = attribute->end - attribute->value;
  gsize i = 0;

  /* Nearly all values are short and plain. */
  if (n < sizeof self->plain)
    for (; i < n && attribute->value[i] > 0 && attribute->value[i] != '&'; i++)
      self->plain[i] = attribute->value[i];
  if (i == n)
    {
      self->plain[n] = '\0';
      return self->plain;
    }
  hw_xml_attribute_value (self->value, attribute);
  g_free (self->normal);
  self->normal = g_utf8_normalize (self->value->str, -1, G_NORMALIZE_NFC);
  return self->normal;
}

void
hw_xml_reader_set_minor (HwXmlReader *self, guint minor)
{
  self->minor = minor;
}

void
hw_xml_reader_other_attribute (HwXmlReader *self,
                               const char *element,
                               const HwXmlAttribute *attribute,
                               GString **kept)
{
  gboolean own = attribute->prefix == NULL || attribute->space == self->space;

  if (own && self->minor == 0)
    {
      hw_xml_reader_find (self, _ ("“%s” is not an attribute of “%s”"), attribute->name, element);
      return;
    }
  if (own)
    hw_findings_note (self->findings,
                      hw_xml_reader_line (self),
                      _ ("kept the attribute “%s” of a newer version without using it"),
                      attribute->name);
  if (*kept == NULL)
    *kept = g_string_new (NULL);
  hw_xml_capture_attribute (*kept, attribute);
}

HwXmlVerdict
hw_xml_reader_other_element (HwXmlReader *self, const char *name, const char *parent)
{
  if (self->minor == 0)
    {
      hw_xml_reader_find (self, _ ("“%s” has no place in “%s”"), name, parent);
      return HW_XML_SKIP;
    }
  hw_findings_note (self->findings,
                    hw_xml_reader_line (self),
                    _ ("kept the element “%s” of a newer version without using it"),
                    name);
  return HW_XML_KEEP;
}

static void
refuse_version (HwXmlReader *self, const char *version)
{
  hw_findings_set_too_new (self->findings);
  hw_xml_reader_find (
      self,
      _ ("the file has version %s of the format, which needs a newer Hallwright; this "
         "one reads versions up to %d.x"),
      version,
      HW_FORMAT_MAJOR);
  stop (self);
}

gboolean
hw_xml_reader_root (HwXmlReader *self, const HwXmlAttribute *format, guint *minor)
{
  const char *text = format != NULL ? hw_xml_reader_value (self, format) : NULL;
  guint major = 0;

  *minor = 0;
  if (text == NULL || !hw_format_parse (text, &major, minor) || major == 0)
    {
      hw_xml_reader_find (self,
                          _ ("the root element has to state its version as format=\"%d.%d\""),
                          HW_FORMAT_MAJOR,
                          HW_FORMAT_MINOR);
      stop (self);
      return FALSE;
    }
  if (major > HW_FORMAT_MAJOR)
    {
      refuse_version (self, text);
      return FALSE;
    }
  if (*minor > HW_FORMAT_MINOR)
    hw_findings_note (
        self->findings,
        hw_xml_reader_line (self),
        _ ("the file has version %s of the format, newer than %d.%d: what is new in it "
           "is kept, but not used"),
        text,
        HW_FORMAT_MAJOR,
        HW_FORMAT_MINOR);
  else
    *minor = 0;
  hw_xml_reader_set_minor (self, *minor);
  return TRUE;
}

/* The namespace of the root element tells whose file this is. */
static gboolean
accept_root (HwXmlReader *self, const char *name, const char *space)
{
  guint64 major;

  if (space == self->space)
    return TRUE;
  if (space != NULL && g_str_has_prefix (space, HW_FORMAT_FAMILY)
      && g_ascii_string_to_unsigned (
          space + strlen (HW_FORMAT_FAMILY), 10, HW_FORMAT_MAJOR + 1, 9999, &major, NULL))
    {
      refuse_version (self, space + strlen (HW_FORMAT_FAMILY));
      return FALSE;
    }
  if (space != NULL)
    hw_xml_reader_find (
        self,
        _ ("this is no file of Hallwright: its root element is “%s” of the namespace "
           "“%s”, not of “%s”"),
        name,
        space,
        HW_FORMAT_NAMESPACE);
  else
    hw_xml_reader_find (self,
                        _ ("this is no file of Hallwright: its root element is “%s” without the "
                           "namespace “%s”"),
                        name,
                        HW_FORMAT_NAMESPACE);
  stop (self);
  return FALSE;
}

static void
start_element_cb (gpointer context,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *space,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  HwXmlReader *self = context;
  HwXmlVerdict verdict = HW_XML_KEEP;
  HwXmlTag tag;

  if (self->stopped)
    return;
  if (++self->depth > HW_XML_DEPTH_MAX)
    {
      hw_xml_reader_find (self, _ ("elements are nested more than %d deep"), HW_XML_DEPTH_MAX);
      stop (self);
      return;
    }
  if (self->skipped > 0)
    {
      self->skipped++;
      return;
    }
  self->begun = TRUE;
  if (self->depth == 1 && !accept_root (self, (const char *)name, (const char *)space))
    return;
  if (!hw_xml_capture_is_open (self->capture) && (const char *)space == self->space)
    verdict = self->handler->start (
        self->data, (const char *)name, (const HwXmlAttribute *)attributes, n_attributes);
  if (verdict == HW_XML_SKIP)
    self->skipped = 1;
  if (verdict != HW_XML_KEEP)
    return;
  tag = (HwXmlTag){
    .name = (const char *)name,
    .prefix = (const char *)prefix,
    .space = (const char *)space,
    .n_namespaces = n_namespaces,
    .namespaces = (const char *const *)namespaces,
    .n_attributes = n_attributes,
    .attributes = (const HwXmlAttribute *)attributes,
  };
  hw_xml_capture_start (self->capture, &tag);
}

static void
end_element_cb (gpointer context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
  HwXmlReader *self = context;
  const char *piece;

  if (self->stopped)
    return;
  self->depth--;
  if (self->skipped > 0)
    self->skipped--;
  else if (!hw_xml_capture_is_open (self->capture))
    self->handler->end (self->data);
  else if ((piece = hw_xml_capture_end (self->capture)) != NULL)
    self->handler->kept (self->data, piece);
}

static void
characters_cb (gpointer context, const xmlChar *text, int n)
{
  HwXmlReader *self = context;

  if (self->stopped || self->skipped > 0)
    return;
  if (hw_xml_capture_is_open (self->capture))
    {
      hw_xml_capture_text (self->capture, (const char *)text, n);
      return;
    }
  for (int i = 0; i < n; i++)
    if (!g_ascii_isspace (text[i]))
      {
        hw_xml_reader_find (self, _ ("text has no place between elements"));
        return;
      }
}

static void
comment_cb (gpointer context, const xmlChar *text)
{
  HwXmlReader *self = context;

  if (!self->stopped && self->skipped == 0 && hw_xml_capture_is_open (self->capture))
    hw_xml_capture_comment (self->capture, (const char *)text);
}

static void
doctype_cb (gpointer context, const xmlChar *name, const xmlChar *public, const xmlChar *system)
{
  HwXmlReader *self = context;

  hw_xml_reader_find (self, _ ("a document type declaration (DOCTYPE) is not allowed"));
  halt (self);
}

static void
document_cb (gpointer context)
{
  HwXmlReader *self = context;
  const char *encoding = (const char *)self->parser->encoding;

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "UTF-8") == 0
      || g_ascii_strcasecmp (encoding, "US-ASCII") == 0)
    return;
  hw_xml_reader_find (self, _ ("the file is encoded as %s, not as UTF-8"), encoding);
  halt (self);
}

static void
error_cb (gpointer context, xmlError *error)
{
  HwXmlReader *self = context;
  g_autofree char *message = NULL;

  if (self->stopped || error->level < XML_ERR_ERROR)
    return;
  message = g_strdelimit (g_strdup (error->message), "\n", ' ');
  /* At an early end libxml2 complains of extra content. */
  if (error->code == XML_ERR_DOCUMENT_END && self->depth > 0)
    hw_findings_add (
        self->findings, error->line, _ ("the file is cut short: it ends within an element"));
  else if (error->code == XML_ERR_DOCUMENT_END && !self->begun)
    hw_findings_add (self->findings, error->line, _ ("there is no XML in the file"));
  else
    hw_findings_add (
        self->findings, error->line, _ ("not well-formed XML: %s"), g_strstrip (message));
  /* What libxml2 says after the first fatal error follows from it. */
  if (error->level == XML_ERR_FATAL)
    stop (self);
}

HwXmlReader *
hw_xml_reader_new (const HwXmlHandler *handler, gpointer data, HwFindings *findings)
{
  HwXmlReader *self = g_new0 (HwXmlReader, 1);
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startDocument = document_cb,
    .internalSubset = doctype_cb,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
    .comment = comment_cb,
    .serror = error_cb,
  };

  self->handler = handler;
  self->data = data;
  self->findings = findings;
  self->capture = hw_xml_capture_new ();
  self->value = g_string_new (NULL);
  self->parser = xmlCreatePushParserCtxt (&sax, self, NULL, 0, NULL);
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET | XML_PARSE_COMPACT);
  self->space = hw_xml_reader_intern (self, HW_FORMAT_NAMESPACE);
  return self;
}

void
hw_xml_reader_free (HwXmlReader *self)
{
  if (self == NULL)
    return;
  xmlFreeParserCtxt (self->parser);
  hw_xml_capture_free (self->capture);
  g_string_free (self->value, TRUE);
  g_free (self->normal);
  g_free (self);
}

/* UTF-16 and UTF-32 hide tags from the scan for long ones, so they must not reach the parser. */
static gboolean
accept_encoding (HwXmlReader *self, const char *bytes, gsize n)
{
  if (memchr (bytes, '\0', MIN (n, 4)) == NULL
      && (n < 2 || (memcmp (bytes, "\xff\xfe", 2) != 0 && memcmp (bytes, "\xfe\xff", 2) != 0)))
    return TRUE;
  hw_findings_add (self->findings, 1, _ ("this is no XML text in UTF-8"));
  return FALSE;
}

static void
feed (HwXmlReader *self, const char *bytes, gsize n)
{
  gsize good;
  gboolean bounded = hw_xml_limit_scan (&self->limit, bytes, n, &good);

  xmlParseChunk (self->parser, bytes, good, FALSE);
  if (bounded || self->stopped)
    return;
  hw_xml_reader_find (self, _ ("a tag is longer than %d bytes"), HW_XML_TAG_MAX);
  stop (self);
}

gboolean
hw_xml_reader_run (HwXmlReader *self, GInputStream *stream, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  g_autoptr (GError) reason = NULL;
  gboolean begun = FALSE;
  gsize n;

  while (!self->stopped)
    {
      if (!g_input_stream_read_all (stream, block, BLOCK, &n, NULL, &reason))
        {
          g_set_error (error,
                       HW_IO_ERROR,
                       HW_IO_ERROR_READ,
                       "%s: %s",
                       hw_findings_get_file (self->findings),
                       reason->message);
          return FALSE;
        }
      if (!begun && !accept_encoding (self, block, n))
        break;
      begun = TRUE;
      if (n > 0)
        feed (self, block, n);
      if (n < BLOCK)
        break;
    }
  if (begun && !self->stopped)
    xmlParseChunk (self->parser, NULL, 0, TRUE);
  return TRUE;
}
