/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-document.h"

#include <glib/gi18n.h>

#include "hw-background-kinds.h"
#include "hw-backup.h"
#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-fabric-places.h"
#include "hw-operations.h"
#include "hw-output.h"

struct _HwDocument
{
  GObject parent_instance;

  HwDesign *design;
  HwResults *results;
  HwCatalogue *catalogue;
  GFile *file;        /* nullable */
  HwFileState *known; /* nullable: what the file held */
  HwDraft *draft;     /* nullable: until somebody goes on with it */
  gboolean unsaved;   /* it differs from the file, whatever the history says */
  char *title;
  char *state;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_STATE,
  PROP_MODIFIED,
  PROP_FILE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HwDocument, hw_document, G_TYPE_OBJECT)

static char *
dup_basename (HwDocument *self)
{
  g_autofree char *name = NULL;

  if (self->file == NULL)
    return NULL;
  name = g_file_get_basename (self->file);
  return g_filename_display_name (name);
}

static void
refresh_texts (HwDocument *self)
{
  const HwDesignRow *row = hw_design_get_title (self->design);
  const char *name = hw_design_text (self->design, row->object.name);
  g_autofree char *basename = dup_basename (self);
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;

  if (*name != '\0')
    title = g_strdup (name);
  else if (basename != NULL)
    title = g_strdup (basename);
  else
    title = g_strdup (_ ("Untitled"));

  if (basename == NULL)
    state = g_strdup (_ ("not saved yet"));
  else if (!hw_document_get_modified (self))
    state = g_strdup_printf (_ ("%s · saved"), basename);
  else
    state = g_strdup_printf (_ ("%s · changed"), basename);

  if (g_strcmp0 (title, self->title) != 0)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&title);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
  if (g_strcmp0 (state, self->state) != 0)
    {
      g_free (self->state);
      self->state = g_steal_pointer (&state);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

static void
design_changed_cb (HwDesign *design, const HwChangeSet *set, HwDocument *self)
{
  if (set->cause == HW_CAUSE_PREVIEW || set->cause == HW_CAUSE_PREVIEW_END)
    return;
  refresh_texts (self);
}

static void
history_changed_cb (HwDesign *design, HwDocument *self)
{
  refresh_texts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

/* It is needed for a merge only. */
static void
put_known_aside (HwDocument *self)
{
  g_autofree char *folder = hw_state_folder ("drafts");

  if (self->known != NULL)
    hw_file_state_put_aside (self->known, folder);
}

/* @known: (transfer full) (nullable) */
static HwDocument *
wrap_design (HwDesign *design, HwCatalogue *catalogue, GFile *file, HwFileState *known)
{
  HwDocument *self = g_object_new (HW_TYPE_DOCUMENT, NULL);

  self->design = g_object_ref (design);
  self->catalogue = g_object_ref (catalogue);
  g_set_object (&self->file, file);
  self->known = known;
  put_known_aside (self);
  /* Files of older versions and designs without a fabric have no cables to choose from. */
  hw_catalogue_adopt_cabling (hw_design_get_catalogue (design), catalogue);
  /* The results listen before anyone else does, so that observers of the design find them up to
   * date. */
  self->results = hw_results_new (design);
  hw_fabric_places_follow (design);
  hw_background_start (self->results);
  g_signal_connect_object (design, "changed", G_CALLBACK (design_changed_cb), self, 0);
  g_signal_connect_object (design, "history-changed", G_CALLBACK (history_changed_cb), self, 0);
  refresh_texts (self);
  return self;
}

HwDocument *
hw_document_new (HwCatalogue *catalogue)
{
  g_autoptr (HwDesign) design = hw_design_new ();
  HwHandle hall;

  hw_design_build_begin (design);
  hall = hw_operation_add_hall (
      design, _ ("Hall 1"), HW_FIRST_HALL_WIDTH_MM, HW_FIRST_HALL_DEPTH_MM);
  hw_operation_add_row (design, hall, "A");
  hw_design_build_end (design);
  return wrap_design (design, catalogue, NULL, NULL);
}

HwDocument *
hw_document_new_for_design (HwCatalogue *catalogue, HwDesign *design)
{
  return wrap_design (design, catalogue, NULL, NULL);
}

HwDocument *
hw_document_load (HwCatalogue *catalogue, GFile *file, HwFindings **findings, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (HwFileState) known = hw_file_state_read (file, name, error);
  g_autoptr (HwDesign) design = NULL;

  if (findings != NULL)
    *findings = NULL;
  if (known == NULL)
    return NULL;
  design = hw_design_read_bytes (known->bytes, name, findings, error);
  if (design == NULL)
    return NULL;
  return wrap_design (design, catalogue, file, g_steal_pointer (&known));
}

/* What the file held when the draft began, as far as it can still be known. */
static HwFileState *
known_of_orphan (HwOrphan *orphan)
{
  g_autoptr (HwFileState) now = NULL;

  if (orphan->original == NULL || orphan->about->hash == NULL)
    return NULL;
  now = hw_file_state_read (orphan->original, NULL, NULL);
  if (now != NULL && g_str_equal (now->hash, orphan->about->hash))
    return g_steal_pointer (&now);
  return hw_file_state_new_for_hash (orphan->about->hash);
}

HwDocument *
hw_document_recover (HwCatalogue *catalogue,
                     HwOrphan *orphan,
                     HwFindings **findings,
                     GError **error)
{
  g_autoptr (HwDraft) draft = hw_orphan_claim (orphan, error);
  g_autoptr (GFile) content = g_file_new_for_path (orphan->path);
  g_autoptr (HwDesign) design = NULL;
  HwDocument *self;

  *findings = NULL;
  if (draft == NULL)
    return NULL;
  design = hw_design_read_named (content, orphan->about->title, findings, error);
  if (design == NULL)
    return NULL;
  self = wrap_design (design, catalogue, orphan->original, known_of_orphan (orphan));
  self->draft = g_steal_pointer (&draft);
  hw_document_mark_unsaved (self);
  return self;
}

HwDocument *
hw_document_new_merged (HwDocument *self, HwDesign *design, HwFileState *theirs)
{
  HwDocument *merged = wrap_design (design, self->catalogue, self->file, theirs);

  hw_document_mark_unsaved (merged);
  return merged;
}

void
hw_document_detach (HwDocument *self)
{
  g_clear_pointer (&self->known, hw_file_state_free);
  if (g_set_object (&self->file, NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
  refresh_texts (self);
}

gboolean
hw_document_save (HwDocument *self, GFile *file, GError **backup_error, GError **error)
{
  g_autofree char *backups = hw_state_folder ("backups");
  g_autoptr (GBytes) bytes = NULL;

  /* A drag that is under way is not part of the design. */
  if (hw_design_in_preview (self->design))
    hw_design_preview_end (self->design);

  bytes = hw_design_write_bytes (self->design);
  hw_backup_keep (backups, file, bytes, backup_error);
  if (!hw_output_replace (file, bytes, error))
    return FALSE;

  g_clear_pointer (&self->known, hw_file_state_free);
  self->known = hw_file_state_new (file, bytes);
  put_known_aside (self);
  self->unsaved = FALSE;
  if (g_set_object (&self->file, file))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
  hw_design_mark_clean (self->design);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
  refresh_texts (self);
  return TRUE;
}

const HwFileState *
hw_document_get_known (HwDocument *self)
{
  return self->known;
}

HwDiskState
hw_document_check_disk (HwDocument *self)
{
  if (self->file == NULL || self->known == NULL)
    return HW_DISK_SAME;
  return hw_file_state_compare (self->known, self->file);
}

void
hw_document_mark_unsaved (HwDocument *self)
{
  self->unsaved = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
  refresh_texts (self);
}

HwDraft *
hw_document_steal_draft (HwDocument *self)
{
  return g_steal_pointer (&self->draft);
}

void
hw_document_take_draft (HwDocument *self, HwDraft *draft)
{
  g_clear_pointer (&self->draft, hw_draft_unref);
  self->draft = draft;
}

HwDesign *
hw_document_get_design (HwDocument *self)
{
  return self->design;
}

HwResults *
hw_document_get_results (HwDocument *self)
{
  return self->results;
}

HwCatalogue *
hw_document_get_catalogue (HwDocument *self)
{
  return self->catalogue;
}

GFile *
hw_document_get_file (HwDocument *self)
{
  return self->file;
}

const char *
hw_document_get_title (HwDocument *self)
{
  return self->title;
}

gboolean
hw_document_get_modified (HwDocument *self)
{
  return self->unsaved || !hw_design_is_clean (self->design);
}

gboolean
hw_document_is_pristine (HwDocument *self)
{
  return !hw_document_get_modified (self) && !hw_design_can_undo (self->design)
         && !hw_design_can_redo (self->design);
}

const HwProduct *
hw_document_find_product (HwDocument *self, const char *id, HwCatalogue **from)
{
  HwCatalogue *own = hw_design_get_catalogue (self->design);
  const HwProduct *product = hw_catalogue_find (self->catalogue, id);

  *from = self->catalogue;
  if (product == NULL)
    {
      product = hw_catalogue_find (own, id);
      *from = own;
    }
  return product;
}

static void
hw_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwDocument *self = HW_DOCUMENT (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, hw_document_get_modified (self));
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hw_document_dispose (GObject *object)
{
  HwDocument *self = HW_DOCUMENT (object);

  g_clear_object (&self->results);
  g_clear_object (&self->design);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (hw_document_parent_class)->dispose (object);
}

static void
hw_document_finalize (GObject *object)
{
  HwDocument *self = HW_DOCUMENT (object);

  g_clear_pointer (&self->known, hw_file_state_free);
  g_clear_pointer (&self->draft, hw_draft_unref);
  g_free (self->title);
  g_free (self->state);
  G_OBJECT_CLASS (hw_document_parent_class)->finalize (object);
}

static void
hw_document_class_init (HwDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hw_document_get_property;
  object_class->dispose = hw_document_dispose;
  object_class->finalize = hw_document_finalize;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE]
      = g_param_spec_string ("state", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODIFIED] = g_param_spec_boolean (
      "modified", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FILE] = g_param_spec_object (
      "file", NULL, NULL, G_TYPE_FILE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hw_document_init (HwDocument *self)
{
}
