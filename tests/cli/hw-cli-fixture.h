/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* A folder of its own in which the built program runs. */
typedef struct
{
  char *dir;
  char *output;   /* of the last run */
  char *messages; /* of the last run */
  JsonParser *json;
} Fixture;

void fixture_set_up (Fixture *self, gconstpointer data);
void fixture_tear_down (Fixture *self, gconstpointer data);

#define FIXTURE_ADD(name, function)                                                                \
  g_test_add ("/cli/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

/* Runs the program with arguments that end with %NULL. Returns: its exit status */
int fixture_run (Fixture *self, ...) G_GNUC_NULL_TERMINATED;

/* Runs and asserts. */
#define fixture_assert(self, status, ...)                                                          \
  g_assert_cmpint (fixture_run ((self), __VA_ARGS__, NULL), ==, (status))

/* Parses the last output. Returns: (transfer none): its root object */
JsonObject *fixture_object (Fixture *self);
/* A number of it by path: "power.it_nameplate_w", "fabrics.0.switches.leaf". */
double fixture_number (Fixture *self, const char *path);

/* Returns: (transfer full): a file of the folder */
char *fixture_path (Fixture *self, const char *name);
char *fixture_read (Fixture *self, const char *name);
void fixture_write (Fixture *self, const char *name, const char *text);
gboolean fixture_has (Fixture *self, const char *name);
