/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-fabric-conform.h"
#include "hw-fabric-exchange.h"
#include "hw-fabric-fixture.h"
#include "hw-fabric-labels.h"
#include "hw-ibsim.h"
#include "hw-io-error.h"

static HwIbnet *
read_net (const char *text)
{
  g_autoptr (GError) error = NULL;
  HwIbnet *net = hw_ibnet_parse (text, strlen (text), "dump.net", &error);

  g_assert_no_error (error);
  return net;
}

static guint
count_kind (const GArray *findings, HwConformKind kind)
{
  guint count = 0;

  for (guint i = 0; i < findings->len; i++)
    count += g_array_index (findings, HwConformity, i).kind == kind;
  return count;
}

static guint
occurrences (const char *text, const char *of)
{
  guint count = 0;

  for (const char *at = strstr (text, of); at != NULL; at = strstr (at + 1, of))
    count++;
  return count;
}

/* --- labels --- */

static void
test_labels (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 3);
  g_autoptr (Plan) more = plan_new (fabric_rule_b200 (), 40);
  g_autoptr (HwFabric) fabric = NULL;
  g_autoptr (HwFabric) grown = NULL;
  g_autoptr (HwFabricLabels) labels = NULL;
  g_autoptr (HwFabricLabels) grown_labels = NULL;
  char buffer[HW_FABRIC_LABEL_SIZE];
  guint n;

  plan_member (plan, 0)->name = "Größe 7 / \"A\"";
  plan_member (plan, 1)->name = "Größe 7 / \"A\"";
  plan_member (plan, 2)->name
      = "a name of many more than the sixty-three characters that there is room for";
  fabric = plan_derive (plan);
  labels = hw_fabric_labels_new (fabric);
  n = hw_fabric_count_switches (fabric);
  g_assert_cmpstr (hw_fabric_labels_name (labels, n + 1), ==, "Grosse-7----A--2");
  for (guint i = 0; i < 3; i++)
    {
      const char *name = hw_fabric_labels_adapter (labels, n + i, 8, buffer);

      g_assert_cmpuint (strlen (name), <=, 63);
      g_assert_null (strpbrk (name, "@#=\" "));
    }
  /* GUIDs do not depend on what else is there, and no two are near each other. */
  grown = plan_derive (more);
  grown_labels = hw_fabric_labels_new (grown);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (hw_fabric_labels_guid (labels, n + i),
                      ==,
                      hw_fabric_labels_guid (grown_labels, hw_fabric_count_switches (grown) + i));
  g_assert_cmpuint (
      hw_fabric_labels_guid (labels, (guint)hw_fabric_find_node (fabric, "spine-02")),
      ==,
      hw_fabric_labels_guid (grown_labels, (guint)hw_fabric_find_node (grown, "spine-02")));
}

static void
test_guids_apart (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 2048);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricLabels) labels = hw_fabric_labels_new (fabric);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  /* A port's GUID is its node's and the port's number. */
  for (guint i = 0; i < hw_fabric_count_nodes (fabric); i++)
    for (guint port = 1; port <= hw_fabric_count_ports (fabric, i); port++)
      {
        guint64 guid = hw_fabric_is_switch (fabric, i)
                           ? hw_fabric_labels_guid (labels, i) + port
                           : hw_fabric_labels_adapter_guid (labels, i, port) + 1;

        g_assert_true (g_hash_table_add (seen, g_memdup2 (&guid, sizeof guid)));
      }
}

/* --- netlist --- */

static void
test_netlist (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 33);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autofree char *text = hw_ibsim_write (fabric, NULL);
  g_autofree char *roots = hw_ibsim_write_roots (fabric, NULL);
  g_autoptr (HwIbnet) net = read_net (text);
  guint n;

  hw_fabric_get_cables (fabric, &n);
  g_assert_cmpuint (net->nodes->len, ==, 33 * 8 + 16 + 8);
  g_assert_cmpuint (net->links->len, ==, n);
  /* Each cable at both ends; the first node has one. */
  g_assert_cmpuint (occurrences (text, "\n["), ==, 2 * n);
  g_assert_true (g_str_has_prefix (text, "caguid=0x1"));
  g_assert_nonnull (strstr (text, "Ca 1 \"d00001-mlx5_0\"\n[1] \"su01-leaf-r1\"[1]\n\n"));
  g_assert_nonnull (strstr (text, "Switch 64 \"su01-leaf-r1\"\n[1] \"d00001-mlx5_0\"[1]\n"));
  g_assert_cmpuint (occurrences (roots, "0x5"), ==, 8);
}

static void
test_netlist_without (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (fabric);
  g_autofree char *text = NULL;
  g_autofree char *roots = NULL;
  g_autoptr (HwIbnet) net = NULL;

  hw_fabric_failure_add_key (failure, fabric, "spine-01");
  hw_fabric_failure_add_key (failure, fabric, "d00001:1");
  text = hw_ibsim_write (fabric, failure);
  net = read_net (text);
  g_assert_cmpuint (net->links->len, ==, 512 - 64 - 1);
  g_assert_null (strstr (text, "spine-01"));
  g_assert_false (g_str_has_prefix (strstr (text, "Ca 1"), "Ca 1 \"d00001-mlx5_0\""));
  roots = hw_ibsim_write_roots (fabric, failure);
  g_assert_cmpuint (occurrences (roots, "0x5"), ==, 3);
}

/* --- other formats --- */

static void
test_dot (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autofree char *text = hw_fabric_write_dot (fabric);

  g_assert_nonnull (strstr (text, "  \"su01-leaf-r1\" -- \"spine-01\" [label=\"8\"];\n"));
  g_assert_nonnull (strstr (text, "  \"d00001\" -- \"su01-leaf-r8\";\n"));
  g_assert_cmpuint (occurrences (text, " -- "), ==, 256 + 8 * 4);
}

static void
test_slurm (void)
{
  g_autoptr (Plan) small = plan_new (fabric_rule_b200 (), 33);
  g_autoptr (HwFabric) two = plan_derive (small);
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 9 * 32);
  g_autoptr (HwFabric) three = plan_derive (plan);
  g_autofree char *text = hw_fabric_write_slurm (two);
  g_autofree char *blocks = hw_fabric_write_slurm (three);

  g_assert_true (g_str_has_prefix (text, "SwitchName=su01 Nodes=d00001,d00002,"));
  g_assert_true (g_str_has_suffix (
      text, "SwitchName=su02 Nodes=d00033\nSwitchName=fabric01 Switches=su01,su02\n"));
  g_assert_nonnull (strstr (blocks, "SwitchName=block09 Switches=su09\n"));
  g_assert_cmpuint (occurrences (blocks, "SwitchName="), ==, 9 + 9 + 1);
}

static void
test_ibdm (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autofree char *text = hw_fabric_write_ibdm (fabric, "MQM9700");

  g_assert_true (
      g_str_has_prefix (text, "MQM9700 su01-leaf-r1\n    P1 -> HCA_1 d00001-mlx5_0 P1\n"));
  g_assert_nonnull (strstr (text, "\n    P33 -> MQM9700 spine-01 P1\n"));
  /* Leaves and spines all full. */
  g_assert_cmpuint (occurrences (text, " -> "), ==, 12 * 64);
}

/* --- as built --- */

static void
test_conforms (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 40);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autofree char *text = hw_ibsim_write (fabric, NULL);
  g_autoptr (HwIbnet) net = read_net (text);
  g_autoptr (GArray) findings = hw_fabric_conform (fabric, net);

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_differs (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 40);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabric) built = NULL;
  g_autofree char *text = NULL;
  g_autoptr (HwIbnet) net = NULL;
  g_autoptr (GArray) findings = NULL;

  /* Two rails exchanged, one cable out, one more than designed. */
  plan_override (plan, HW_FABRIC_MOVE, "d00001:1", "su01-leaf-r2:1");
  plan_override (plan, HW_FABRIC_MOVE, "d00001:2", "su01-leaf-r1:1");
  plan_override (plan, HW_FABRIC_DELETE, "d00002:3", "");
  plan_override (plan, HW_FABRIC_ADD, "su02-leaf-r1:20", "su02-leaf-r2:20");
  built = plan_derive (plan);
  text = hw_ibsim_write (built, NULL);
  net = read_net (text);
  findings = hw_fabric_conform (fabric, net);
  g_assert_cmpuint (count_kind (findings, HW_CONFORM_SWAPPED), ==, 2);
  g_assert_cmpuint (count_kind (findings, HW_CONFORM_MISSING), ==, 1);
  g_assert_cmpuint (count_kind (findings, HW_CONFORM_UNKNOWN), ==, 1);
  g_assert_cmpuint (findings->len, ==, 4);
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *message
          = hw_conformity_message (fabric, net, &g_array_index (findings, HwConformity, i));
      g_assert_nonnull (message);
    }
}

/* As ibnetdiscover prints it: ids in quotes, descriptions and speeds behind the comment sign. */
static void
test_dump (void)
{
  static const char dump[]
      = "#\n# Topology file: generated on some day\n#\n"
        "vendid=0x2c9\ndevid=0xd2f2\nsysimgguid=0xb0cf0e0300aa0000\n"
        "switchguid=0xb0cf0e0300aa0000(b0cf0e0300aa0000)\n"
        "Switch\t64 \"S-b0cf0e0300aa0000\"\t\t# \"MF0;su01-leaf-r1:MQM9700/U1\" enhanced port 0 "
        "lid "
        "2 lmc 0\n"
        "[1]\t\"H-a088c20300bb0000\"[1](a088c20300bb0000) \t\t# \"d00001 mlx5_0\" lid 5 4xNDR\n"
        "[2]\t\"H-a088c20300bb0010\"[1](a088c20300bb0010) \t\t# \"d00002 HCA-1\" lid 6 2xNDR\n"
        "[3]\t\"H-a088c20300bb0020\"[1](a088c20300bb0020) \t\t# \"someone else\" lid 7 4xNDR\n"
        "\ncaguid=0xa088c20300bb0000\n"
        "Ca\t1 \"H-a088c20300bb0000\"\t\t# \"d00001 mlx5_0\"\n"
        "[1](a088c20300bb0000) \t\"S-b0cf0e0300aa0000\"[1]\t\t# lid 5 lmc 0 \"MF0;leaf\" lid 2 "
        "4xNDR\n"
        "\ncaguid=0xa088c20300bb0010\n"
        "Ca\t1 \"H-a088c20300bb0010\"\t\t# \"d00002 HCA-1\"\n"
        "[1](a088c20300bb0010) \t\"S-b0cf0e0300aa0000\"[2]\t\t# lid 6 lmc 0 \"leaf\" lid 2 2xNDR\n"
        "\ncaguid=0xa088c20300bb0020\n"
        "Ca\t1 \"H-a088c20300bb0020\"\t\t# \"someone else\"\n"
        "[1](a088c20300bb0020) \t\"S-b0cf0e0300aa0000\"[3]\t\t# lid 7 lmc 0 \"leaf\" lid 2 4xNDR\n";
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 2);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwIbnet) net = read_net (dump);
  g_autoptr (GArray) findings = hw_fabric_conform (fabric, net);
  guint n;

  hw_fabric_get_cables (fabric, &n);
  g_assert_cmpuint (net->links->len, ==, 3);
  g_assert_cmpuint (g_array_index (net->nodes, HwIbnetNode, 0).guid, ==, 0xb0cf0e0300aa0000);
  g_assert_cmpuint (count_kind (findings, HW_CONFORM_SLOW), ==, 1);
  g_assert_cmpuint (count_kind (findings, HW_CONFORM_UNKNOWN), ==, 1);
  g_assert_cmpuint (count_kind (findings, HW_CONFORM_MISSING), ==, n - 2);
}

static void
test_rates (void)
{
  g_assert_cmpfloat (hw_ibnet_rate ("4xNDR"), ==, 400e9);
  g_assert_cmpfloat (hw_ibnet_rate ("2xNDR"), ==, 200e9);
  g_assert_cmpfloat (hw_ibnet_rate ("4xXDR"), ==, 800e9);
  g_assert_cmpfloat (hw_ibnet_rate ("4xHDR"), ==, 200e9);
  g_assert_cmpfloat (hw_ibnet_rate ("4xFDR10"), ==, 40e9);
  g_assert_cmpfloat (hw_ibnet_rate ("NDR"), ==, 0);
  g_assert_cmpfloat (hw_ibnet_rate ("4xNDRX"), ==, 0);
  g_assert_cmpfloat (hw_ibnet_rate (""), ==, 0);
}

static void
test_bad_dumps (void)
{
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "", "dump.net" },
    { "hello\n", "dump.net:1: " },
    { "Switch 4 \"a\"\n[1] \"b\"[1]\n", "dump.net:2: " },
    { "[1] \"b\"[1]\n", "dump.net:1: " },
    { "Switch 4 \"a\"\n\nSwitch 4 \"a\"\n", "dump.net:3: " },
    { "Switch 4\n", "dump.net:1: " },
    { "Switch 255 \"a\"\n", "dump.net:1: " },
    { "Switch 4 \"a\"\n[5] \"a\"[1]\n", "dump.net:2: " },
    { "Switch 4 \"a\"\n[1] \"a\"[5]\n", "dump.net:2: " },
    { "Switch 4 \"a\"\n[1] a\n", "dump.net:2: " },
    { "Switch 4 \"a\"\n[1] \"a\"[2]\n[1] \"a\"[3]\n", "dump.net:3: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwIbnet) net
          = hw_ibnet_parse (cases[i].text, strlen (cases[i].text), "dump.net", &error);

      g_assert_null (net);
      g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }
}

/* Whatever is read, it is refused, or all its links are between ports that there are, each at most
 * once. */
static void
test_mangled_dumps (void)
{
  g_autoptr (Plan) plan = plan_new (
      (HwFabricRule){ .radix = 4, .rails = 2, .port_bit_s = 1, .kind = HW_FABRIC_PLAIN }, 3);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autofree char *whole = hw_ibsim_write (fabric, NULL);
  gsize n = strlen (whole);

  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *text = g_strdup (whole);
      g_autoptr (GError) error = NULL;
      g_autoptr (HwIbnet) net = NULL;
      g_autoptr (GHashTable) ports = g_hash_table_new (NULL, NULL);

      for (int j = g_test_rand_int_range (1, 6); j > 0; j--)
        text[g_test_rand_int_range (0, (gint)n)] = g_test_rand_bit ()
                                                       ? (char)g_test_rand_int_range (0, 256)
                                                       : whole[g_test_rand_int_range (0, (gint)n)];
      net = hw_ibnet_parse (text, n, "dump.net", &error);
      g_assert_true ((net == NULL) == (error != NULL));
      for (guint j = 0; net != NULL && j < net->links->len; j++)
        {
          const HwIbnetLink *link = &g_array_index (net->links, HwIbnetLink, j);

          for (int end = 0; end < 2; end++)
            {
              g_assert_cmpuint (link->node[end], <, net->nodes->len);
              g_assert_cmpuint (link->port[end], >=, 1);
              g_assert_cmpuint (link->port[end],
                                <=,
                                g_array_index (net->nodes, HwIbnetNode, link->node[end]).ports);
              g_assert_true (g_hash_table_add (
                  ports, GUINT_TO_POINTER (link->node[end] * 256 + link->port[end])));
            }
        }
      if (net != NULL)
        g_array_unref (hw_fabric_conform (fabric, net));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/fabric-exchange/labels", test_labels);
  g_test_add_func ("/io/fabric-exchange/guids-apart", test_guids_apart);
  g_test_add_func ("/io/fabric-exchange/netlist", test_netlist);
  g_test_add_func ("/io/fabric-exchange/netlist-without", test_netlist_without);
  g_test_add_func ("/io/fabric-exchange/dot", test_dot);
  g_test_add_func ("/io/fabric-exchange/slurm", test_slurm);
  g_test_add_func ("/io/fabric-exchange/ibdm", test_ibdm);
  g_test_add_func ("/io/fabric-exchange/conforms", test_conforms);
  g_test_add_func ("/io/fabric-exchange/differs", test_differs);
  g_test_add_func ("/io/fabric-exchange/dump", test_dump);
  g_test_add_func ("/io/fabric-exchange/rates", test_rates);
  g_test_add_func ("/io/fabric-exchange/bad-dumps", test_bad_dumps);
  g_test_add_func ("/io/fabric-exchange/mangled-dumps", test_mangled_dumps);
  return g_test_run ();
}
