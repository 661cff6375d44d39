/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-results.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Any bytes: either an error, or a design that can be calculated, written and read again to the
 * same bytes. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_design_read_bytes (bytes, "fuzz", NULL, &error);
  g_autoptr (HwDesign) again = NULL;
  g_autoptr (HwResults) results = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  g_assert ((design == NULL) == (error != NULL));
  if (design == NULL)
    return 0;
  results = hw_results_new (design);
  g_ptr_array_unref (hw_results_problems (results));
  first = hw_design_write_bytes (design);
  again = hw_design_read_bytes (first, "again", NULL, &error);
  g_assert_no_error (error);
  second = hw_design_write_bytes (again);
  g_assert_true (g_bytes_equal (first, second));
  return 0;
}
