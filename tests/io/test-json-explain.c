/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-reader.h"
#include "hw-explanation.h"
#include "hw-json.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Every number that the JSON of the totals holds has a tree behind it. */

typedef struct
{
  HwResults *results;
  guint n;
} Walk;

static void
explain (Walk *self, const char *key, double value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwExplanation) node = hw_results_explain_key (self->results, key, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  /* Flows are in L/min in the JSON, petaflops and what stands beside a figure are in other units
   * or not the value itself. */
  if (value != 0 && (strstr (key, "_w") != NULL || strstr (key, "_j") != NULL))
    g_assert_cmpfloat_with_epsilon (node->sum.value / value, 1, 1e-9);
  self->n++;
}

static double
children_of (const HwExplanation *node)
{
  double sum = 0;

  for (guint i = 0; i < node->children->len; i++)
    sum += ((HwExplanation *)node->children->pdata[i])->sum.value;
  return sum;
}

static void walk (Walk *self, JsonNode *json, const char *path, const char *array, const char *id);

static void
walk_object (Walk *self, JsonObject *object, const char *path, const char *array, const char *id)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (json_object_has_member (object, "id"))
    id = json_object_get_string_member (object, "id");
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autofree char *key
          = *path == '\0' ? g_strdup (name) : g_strdup_printf ("%s.%s", path, name);
      walk (self, member, key, array, id);
    }
}

static void
walk (Walk *self, JsonNode *json, const char *path, const char *array, const char *id)
{
  if (strcmp (path, "problems") == 0 || strcmp (path, "to_place") == 0)
    return;
  if (JSON_NODE_HOLDS_OBJECT (json))
    walk_object (self, json_node_get_object (json), path, array, id);
  else if (JSON_NODE_HOLDS_ARRAY (json))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (json)); i++)
      walk (self, json_array_get_element (json_node_get_array (json), i), path, path, NULL);
  else if (JSON_NODE_HOLDS_VALUE (json) && json_node_get_value_type (json) != G_TYPE_STRING)
    {
      double value = json_node_get_double (json);
      g_autofree char *at = id != NULL ? g_strdup_printf ("%s@%s", path, id) : g_strdup (path);

      g_test_message ("%s", at);
      explain (self, at, value);
      if (id != NULL)
        {
          g_autofree char *through = g_strdup_printf ("%s.%s%s", array, id, path + strlen (array));
          explain (self, through, value);
        }
    }
}

static HwResults *
read_example (const char *name)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "..", "data", "examples", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_design_read_file (file, NULL, &error);

  g_assert_no_error (error);
  return hw_results_new (design);
}

static void
test_leaves (gconstpointer name)
{
  g_autoptr (HwResults) results = read_example (name);
  g_autofree char *text = hw_json_totals (results);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) json = json_from_string (text, &error);
  Walk self = { results, 0 };

  g_assert_no_error (error);
  walk (&self, json, "", NULL, NULL);
  g_assert_cmpuint (self.n, >, 60);
}

/* A feed's loads are those of its racks. */
static void
test_feeds (void)
{
  g_autoptr (HwResults) results = read_example ("blackwell-hall-2n.hallwright");
  HwDesign *design = hw_results_get_design (results);
  static const char *const names[] = { "load_w", "failover_w" };
  guint n = 0;

  for (HwHandle feed = hw_design_first_child (design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next_child (design, HW_TABLE_FEED, feed))
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        char id[HW_ID_SIZE];
        g_autofree char *key
            = g_strdup_printf ("power.feeds.%s@%s",
                               names[i],
                               hw_design_id_text (design, HW_REF (HW_TABLE_FEED, feed), id));
        g_autoptr (HwExplanation) node = hw_results_explain_key (results, key, NULL);

        g_assert_nonnull (node);
        g_assert_cmpfloat_with_epsilon (children_of (node) / node->sum.value, 1, 1e-6);
        n++;
      }
  g_assert_cmpuint (n, ==, 4);
  /* An id of something else is no feed. */
  g_assert_null (hw_results_explain_key (results, "power.feeds.load_w@ct4g8n2wq7x", NULL));
  g_assert_null (hw_results_explain_key (results, "power.feeds.nobody.load_w", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/io/json-explain/2n", "blackwell-hall-2n.hallwright", test_leaves);
  g_test_add_data_func (
      "/io/json-explain/side-cars", "azure-gb200-side-cars.hallwright", test_leaves);
  g_test_add_data_func ("/io/json-explain/mixed", "hopper-and-blackwell.hallwright", test_leaves);
  g_test_add_func ("/io/json-explain/feeds", test_feeds);
  return g_test_run ();
}
