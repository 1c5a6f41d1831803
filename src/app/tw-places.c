/* tw-places.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-places.h"

#include "base/tw-json.h"

#include <glib/gi18n.h>

#define JSON_FOLDER TW_ISO_CODES_PREFIX "/share/iso-codes/json"
#define LOCALE_FOLDER TW_ISO_CODES_PREFIX "/share/locale"

struct _TwPlace
{
  GObject parent_instance;

  char *code;
  char *name;
  char *key;
};

G_DEFINE_FINAL_TYPE (TwPlace, tw_place, G_TYPE_OBJECT)

static void
tw_place_finalize (GObject *object)
{
  TwPlace *self = TW_PLACE (object);

  g_free (self->code);
  g_free (self->name);
  g_free (self->key);

  G_OBJECT_CLASS (tw_place_parent_class)->finalize (object);
}

static void
tw_place_class_init (TwPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_place_finalize;
}

static void
tw_place_init (TwPlace *self)
{
}

/**
 * tw_place_get_code:
 * @self: a place
 *
 * Returns: (transfer none): its code, as addresses name it
 */
const char *
tw_place_get_code (TwPlace *self)
{
  g_return_val_if_fail (TW_IS_PLACE (self), NULL);

  return self->code;
}

/**
 * tw_place_get_name:
 * @self: a place
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
tw_place_get_name (TwPlace *self)
{
  g_return_val_if_fail (TW_IS_PLACE (self), NULL);

  return self->name;
}

struct _TwPlaces
{
  GObject parent_instance;

  GListStore *countries;
  GHashTable *states; /* code of a country → GListStore */
};

G_DEFINE_FINAL_TYPE (TwPlaces, tw_places, G_TYPE_OBJECT)

static void
tw_places_finalize (GObject *object)
{
  TwPlaces *self = TW_PLACES (object);

  g_object_unref (self->countries);
  g_hash_table_unref (self->states);

  G_OBJECT_CLASS (tw_places_parent_class)->finalize (object);
}

static void
tw_places_class_init (TwPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_places_finalize;
}

static void
tw_places_init (TwPlaces *self)
{
  self->countries = g_list_store_new (TW_TYPE_PLACE);
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static TwPlace *
make_place (const char *domain,
            const char *code,
            const char *english_name)
{
  TwPlace *place = g_object_new (TW_TYPE_PLACE, NULL);

  place->code = g_strdup (code);
  place->name = g_strdup (g_dgettext (domain, english_name));
  place->key = g_utf8_collate_key (place->name, -1);

  return place;
}

static int
compare_places (gconstpointer first,
                gconstpointer second,
                gpointer      user_data)
{
  return strcmp (((const TwPlace *) first)->key, ((const TwPlace *) second)->key);
}

static TwJson *
read_list (const char  *name,
           const char  *member,
           GError     **error)
{
  g_autofree char *path = g_build_filename (JSON_FOLDER, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (TwJson) json = NULL;
  TwJson *list;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  json = tw_json_parse (text, (gssize) length, error);
  if (json == NULL)
    return NULL;

  list = tw_json_get_member (json, member);

  return list != NULL ? tw_json_ref (list) : NULL;
}

static gboolean
read_countries (TwPlaces  *self,
                GError   **error)
{
  g_autoptr (TwJson) list = read_list ("iso_3166-1.json", "3166-1", error);

  if (list == NULL)
    return FALSE;

  for (guint i = 0; i < tw_json_get_length (list); i++)
    {
      TwJson *entry = tw_json_get_element (list, i);
      const char *code = tw_json_get_string (tw_json_get_member (entry, "alpha_2"));
      TwJson *common = tw_json_get_member (entry, "common_name");
      const char *name = tw_json_get_string (common != NULL ? common : tw_json_get_member (entry, "name"));

      if (code != NULL && name != NULL)
        {
          g_autoptr (TwPlace) place = make_place ("iso_3166-1", code, name);

          g_list_store_append (self->countries, place);
        }
    }
  g_list_store_sort (self->countries, compare_places, NULL);

  return TRUE;
}

/* Parts of the first level only: a county of a region is no state in an address. */
static gboolean
read_states (TwPlaces  *self,
             GError   **error)
{
  g_autoptr (TwJson) list = read_list ("iso_3166-2.json", "3166-2", error);
  GHashTableIter iter;
  gpointer store;

  if (list == NULL)
    return FALSE;

  for (guint i = 0; i < tw_json_get_length (list); i++)
    {
      TwJson *entry = tw_json_get_element (list, i);
      const char *code = tw_json_get_string (tw_json_get_member (entry, "code"));
      const char *name = tw_json_get_string (tw_json_get_member (entry, "name"));
      const char *dash = code != NULL ? strchr (code, '-') : NULL;

      if (dash != NULL && name != NULL && tw_json_get_member (entry, "parent") == NULL)
        {
          g_autofree char *country = g_strndup (code, (gsize) (dash - code));
          g_autoptr (TwPlace) place = make_place ("iso_3166-2", dash + 1, name);
          GListStore *states = g_hash_table_lookup (self->states, country);

          if (states == NULL)
            {
              states = g_list_store_new (TW_TYPE_PLACE);
              g_hash_table_insert (self->states, g_steal_pointer (&country), states);
            }
          g_list_store_append (states, place);
        }
    }

  g_hash_table_iter_init (&iter, self->states);
  while (g_hash_table_iter_next (&iter, NULL, &store))
    g_list_store_sort (store, compare_places, NULL);

  return TRUE;
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr (TwPlaces) self = g_object_new (TW_TYPE_PLACES, NULL);
  GError *error = NULL;

  if (!read_countries (self, &error) || !read_states (self, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

/**
 * tw_places_load_async:
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: data for @callback
 *
 * Reads the lists in a thread.
 */
void
tw_places_load_async (GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  static const char *const domains[] = { "iso_3166-1", "iso_3166-2" };
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tw_places_load_async);
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      bindtextdomain (domains[i], LOCALE_FOLDER);
      bind_textdomain_codeset (domains[i], "UTF-8");
    }
  g_task_run_in_thread (task, load_thread);
}

/**
 * tw_places_load_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the places
 */
TwPlaces *
tw_places_load_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_places_get_countries:
 * @self: places
 *
 * Returns: (transfer none): the countries as #TwPlace, by name
 */
GListModel *
tw_places_get_countries (TwPlaces *self)
{
  g_return_val_if_fail (TW_IS_PLACES (self), NULL);

  return G_LIST_MODEL (self->countries);
}

/**
 * tw_places_find_country:
 * @self: places
 * @code: (nullable): an ISO 3166-1 code of two letters
 *
 * Returns: (transfer none) (nullable): the country
 */
TwPlace *
tw_places_find_country (TwPlaces   *self,
                        const char *code)
{
  guint n_countries;

  g_return_val_if_fail (TW_IS_PLACES (self), NULL);

  n_countries = g_list_model_get_n_items (G_LIST_MODEL (self->countries));
  for (guint i = 0; i < n_countries; i++)
    {
      g_autoptr (TwPlace) place = g_list_model_get_item (G_LIST_MODEL (self->countries), i);

      if (g_strcmp0 (place->code, code) == 0)
        return place; /* the list holds it */
    }

  return NULL;
}

/**
 * tw_places_get_states:
 * @self: places
 * @country: code of a country
 *
 * Returns: (transfer none) (nullable): its parts as #TwPlace, by name; %NULL when none are known
 */
GListModel *
tw_places_get_states (TwPlaces   *self,
                      const char *country)
{
  g_return_val_if_fail (TW_IS_PLACES (self), NULL);

  return g_hash_table_lookup (self->states, country);
}
