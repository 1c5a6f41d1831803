/* tw-settle-look.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-settle-look-private.h"

#include "base/tw-error.h"
#include "journal/tw-reason.h"
#include "journal/tw-settle-before-private.h"
#include "journal/tw-settle-match-private.h"
#include "journal/tw-write-facts-private.h"

#define PAGE 100

/* Pages that are read at most: what was made since one write, by all users together. */
#define MAX_PAGES 20

/*
 * One look. What an entry makes is looked for among its siblings, newest first, down to where nothing can be new;
 * orders need their details. What an entry changes is read back.
 */
typedef struct
{
  TwMarketplace  *marketplace;
  TwJournalEntry *entry;
  GHashTable     *taken;
  TwPriority      priority;

  TwResource     *request;
  TwQuery        *query;
  GDateTime      *horizon; /* (nullable): nothing older can be it; the marketplace's time */
  gint64          offset;
  GHashTable     *seen;   /* ids: a row that comes twice because others came before it */
  GPtrArray      *rows;   /* list rows whose details are still to read */
  GPtrArray      *matches[TW_SETTLE_SURE + 1];
} Look;

static void
look_free (Look *self)
{
  g_clear_object (&self->marketplace);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_object (&self->request);
  g_clear_object (&self->query);
  g_clear_pointer (&self->horizon, g_date_time_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->matches); i++)
    g_clear_pointer (&self->matches[i], g_ptr_array_unref);
  g_free (self);
}

/**
 * tw_finding_free:
 * @self: (transfer full): a finding
 */
void
tw_finding_free (TwFinding *self)
{
  g_clear_object (&self->object);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_free (self);
}

/* Takes @task. */
static void
end (GTask        *task,
     TwLookResult  result,
     gboolean      sure,
     TwResource   *object,
     GPtrArray    *candidates)
{
  TwFinding *finding = g_new0 (TwFinding, 1);

  finding->result = result;
  finding->sure = sure;
  g_set_object (&finding->object, object);
  finding->candidates = candidates != NULL ? g_ptr_array_ref (candidates)
                                           : g_ptr_array_new_with_free_func (g_object_unref);
  g_task_return_pointer (task, finding, (GDestroyNotify) tw_finding_free);
  g_object_unref (task);
}

/*
 * Takes @task. The strongest matches decide. What carries the mark of this entry alone is it, at once. Anything else
 * may be somebody else's while this one is still on its way; and unless it is written down what was there before, it
 * may be older.
 */
static void
conclude (GTask *task)
{
  Look *self = g_task_get_task_data (task);
  gboolean has_clock = self->entry->server_time != NULL;

  for (int match = TW_SETTLE_SURE; match > TW_SETTLE_NO; match--)
    {
      GPtrArray *matches = self->matches[match];
      gboolean sure = match == TW_SETTLE_SURE;
      gboolean tells = sure || (match == TW_SETTLE_LIKELY && self->entry->known_ids != NULL);

      if (matches->len == 0)
        continue;
      if (matches->len == 1 && tells)
        end (task, TW_LOOK_FOUND, sure, g_ptr_array_index (matches, 0), matches);
      else
        end (task, TW_LOOK_SEVERAL, sure, NULL, matches);
      return;
    }

  end (task, has_clock ? TW_LOOK_ABSENT : TW_LOOK_SEVERAL, FALSE, NULL, NULL);
}

static void
compare (Look       *self,
         TwResource *object)
{
  TwSettleMatch match;

  if (TW_IS_ORDER (object))
    match = tw_settle_match_order (self->entry, TW_ORDER (self->request), TW_ORDER (object));
  else if (TW_IS_REPORT (object))
    match = tw_settle_match_report (TW_REPORT (self->request), TW_REPORT (object));
  else
    match = tw_settle_match_account (self->request, object);

  g_ptr_array_add (self->matches[match], g_object_ref (object));
}

static void read_next_detail (GTask *task);

static void
detail_got_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);

  /* Listed, and nobody can say what it is: that is for a person to find out. */
  if (g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
    {
      g_ptr_array_add (self->matches[TW_SETTLE_MAYBE], g_object_ref (g_ptr_array_index (self->rows, 0)));
      g_clear_error (&error);
    }
  else if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  else
    compare (self, answer->resource);

  g_ptr_array_remove_index (self->rows, 0);
  read_next_detail (g_steal_pointer (&task));
}

/* Takes @task. Neither PO number nor attributes nor lines are in the list (observed). */
static void
read_next_detail (GTask *task)
{
  Look *self = g_task_get_task_data (task);
  g_autofree char *id = NULL;

  if (self->rows->len == 0)
    {
      conclude (task);
      return;
    }

  id = tw_resource_dup_text (g_ptr_array_index (self->rows, 0), "id");
  tw_marketplace_get_async (self->marketplace,
                            TW_KIND_ORDER,
                            id,
                            self->priority,
                            g_task_get_cancellable (task),
                            detail_got_cb,
                            task);
}

static void
take_row (Look       *self,
          TwResource *row,
          const char *id)
{
  if (tw_settle_was_known (self->entry, row) || g_hash_table_contains (self->taken, id)
      || !g_hash_table_add (self->seen, g_strdup (id)))
    return;

  if (!TW_IS_ORDER (row))
    compare (self, row);
  else if (tw_settle_is_row_of (self->entry, self->request, row))
    g_ptr_array_add (self->rows, g_object_ref (row));
}

/* Nobody goes through years of rows: somebody has to look. */
static void
give_up (GTask *task)
{
  g_autofree char *n_rows = g_strdup_printf ("%d", MAX_PAGES * PAGE);
  g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_TOO_MANY, n_rows, NULL);

  g_task_return_error (task, tw_reason_to_error (reason, TW_ERROR_PROTOCOL));
}

static void list_page (GTask *task);

static void
page_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *self = g_task_get_task_data (task);
  gboolean all_listed = tw_write_kind_get_kind (self->entry->kind) == TW_KIND_REPORT;
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->horizon == NULL)
    self->horizon = tw_settle_dup_entry_horizon (self->entry, self->marketplace);
  for (guint i = 0; i < page->rows->len; i++)
    {
      TwResource *row = g_ptr_array_index (page->rows, i);
      g_autofree char *id = tw_resource_dup_text (row, "id");

      if (tw_settle_is_beyond (self->entry, row, self->horizon))
        {
          read_next_detail (g_steal_pointer (&task));
          return;
        }
      take_row (self, row, id);
    }

  self->offset += page->rows->len;
  if (all_listed || page->rows->len == 0 || self->offset >= page->total)
    read_next_detail (g_steal_pointer (&task));
  else if (self->offset < MAX_PAGES * PAGE)
    list_page (g_steal_pointer (&task));
  else
    give_up (task);
}

/* Takes @task. */
static void
list_page (GTask *task)
{
  Look *self = g_task_get_task_data (task);

  tw_query_set_range (self->query, self->offset, PAGE);
  tw_marketplace_list_async (self->marketplace,
                             self->query,
                             self->priority,
                             g_task_get_cancellable (task),
                             page_listed_cb,
                             task);
}

static void
target_got_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);

  /* What is not there (any more) has no change either. */
  if (answer == NULL && !g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
    g_task_return_error (task, error);
  else if (answer != NULL && tw_settle_has_taken_place (self->entry, answer->resource))
    end (g_steal_pointer (&task), TW_LOOK_FOUND, TRUE, answer->resource, NULL);
  else
    {
      g_clear_error (&error);
      end (g_steal_pointer (&task), TW_LOOK_ABSENT, FALSE, NULL, NULL);
    }
}

/* Takes @task. */
static void
begin (GTask *task)
{
  Look *self = g_task_get_task_data (task);
  TwKind kind = tw_write_kind_get_kind (self->entry->kind);
  gboolean can_list = kind != TW_KIND_ORDER
                      || (tw_marketplace_get_capabilities (self->marketplace) & TW_CAN_LIST_ORDERS) != 0;

  if (!tw_write_kind_is_creation (self->entry->kind))
    tw_marketplace_get_async (self->marketplace,
                              kind,
                              self->entry->target,
                              self->priority,
                              g_task_get_cancellable (task),
                              target_got_cb,
                              task);
  else if (self->query == NULL || !can_list || (self->entry->server_time == NULL && self->entry->entry_mark == NULL))
    /* Nobody can list them; or nobody knows since when it could be there, and it carries no mark. */
    end (task, TW_LOOK_SEVERAL, TRUE, NULL, NULL);
  else
    list_page (task);
}

/**
 * tw_settle_look_async:
 * @marketplace: the marketplace
 * @entry: an entry whose outcome is unknown
 * @taken: (element-type utf8): ids of objects that are the outcome of other entries
 * @priority: who waits for it
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Looks once for the outcome of an entry. Nothing is sent again, and nothing is written.
 */
void
tw_settle_look_async (TwMarketplace       *marketplace,
                      TwJournalEntry      *entry,
                      GHashTable          *taken,
                      TwPriority           priority,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Look *self = g_new0 (Look, 1);
  GError *error = NULL;

  self->marketplace = g_object_ref (marketplace);
  self->entry = g_object_ref (entry);
  self->taken = g_hash_table_ref (taken);
  self->priority = priority;
  self->query = tw_write_siblings_query (entry);
  self->request = g_object_new (tw_kind_get_resource_type (tw_write_kind_get_kind (entry->kind)), NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->matches); i++)
    self->matches[i] = g_ptr_array_new_with_free_func (g_object_unref);

  g_task_set_source_tag (task, tw_settle_look_async);
  g_task_set_task_data (task, self, (GDestroyNotify) look_free);

  if (tw_resource_merge_json (self->request, entry->request, &error))
    begin (task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

/**
 * tw_settle_look_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): what was found; %NULL with @error set when the marketplace could not be asked
 */
TwFinding *
tw_settle_look_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_settle_look_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
