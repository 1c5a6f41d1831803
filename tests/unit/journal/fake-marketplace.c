/* fake-marketplace.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "fake-marketplace.h"

#include "base/tw-error.h"

static void fake_marketplace_iface_init (TwMarketplaceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMarketplace, fake_marketplace, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TW_TYPE_MARKETPLACE, fake_marketplace_iface_init))

static TwCapabilities
fake_get_capabilities (TwMarketplace *marketplace)
{
  return FAKE_MARKETPLACE (marketplace)->capabilities;
}

static GDateTime *
fake_dup_server_time (TwMarketplace *marketplace)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (marketplace);

  return self->server_time != NULL ? g_date_time_ref (self->server_time) : NULL;
}

/* Every answer tells the time. */
static void
tell_time (FakeMarketplace *self)
{
  if (self->server_time == NULL)
    self->server_time = g_date_time_new_utc (2026, 11, 2, 9, 0, 0);
}

static GTask *
task_new (TwMarketplace       *marketplace,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  return g_task_new (marketplace, cancellable, callback, user_data);
}

/* Whether the call fails by itself; the task has its error then. */
static gboolean
fail_read (FakeMarketplace *self,
           GTask           *task)
{
  self->n_reads++;
  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  if (self->read_error != NULL && self->n_reads > self->read_error_after)
    {
      g_task_return_error (task, g_error_copy (self->read_error));
      return TRUE;
    }
  tell_time (self);

  return FALSE;
}

static void
fake_sign_in_async (TwMarketplace       *marketplace,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (marketplace);
  g_autoptr (GTask) task = task_new (marketplace, cancellable, callback, user_data);

  self->n_sign_ins++;
  if (!fail_read (self, task))
    g_task_return_boolean (task, TRUE);
}

static gboolean
fake_sign_in_finish (TwMarketplace  *marketplace,
                     GAsyncResult   *result,
                     GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
matches (TwResource *resource,
         TwQuery    *query)
{
  g_auto (GStrv) names = tw_query_list_filters (query);

  if (!g_type_is_a (G_OBJECT_TYPE (resource), tw_kind_get_resource_type (tw_query_get_kind (query))))
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean is_parent = g_str_equal (names[i], "parentId");
      g_autofree char *text = tw_resource_dup_text (resource, is_parent ? "resellerId" : names[i]);

      if (g_strcmp0 (text, tw_query_get_filter (query, names[i])) != 0)
        return FALSE;
    }

  return TRUE;
}

static TwResource *
dup_row (FakeMarketplace *self,
         TwResource      *object)
{
  static const char *const details[] = { "poNumber", "products", "attributes", "subscriptionId" };
  TwResource *row;

  if (!self->thin_lists || !TW_IS_ORDER (object))
    return g_object_ref (object);

  row = tw_resource_copy (object);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    tw_resource_unset (row, details[i]);

  return row;
}

static void
fake_list_async (TwMarketplace       *marketplace,
                 TwQuery             *query,
                 TwPriority           priority,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (marketplace);
  g_autoptr (GTask) task = task_new (marketplace, cancellable, callback, user_data);
  g_autoptr (TwPage) page = NULL;
  gint64 limit = tw_query_get_limit (query);

  self->last_priority = priority;
  if (fail_read (self, task))
    return;

  if (self->max_rows > 0)
    limit = MIN (limit, self->max_rows);
  page = tw_page_new ();
  if (page->rows == NULL)
    page->rows = g_ptr_array_new_with_free_func (g_object_unref);
  page->offset = tw_query_get_offset (query);
  for (guint i = 0; i < self->objects->len; i++)
    {
      if (!matches (g_ptr_array_index (self->objects, i), query))
        continue;
      if (page->total >= page->offset && (gint64) page->rows->len < limit)
        g_ptr_array_add (page->rows, dup_row (self, g_ptr_array_index (self->objects, i)));
      page->total++;
    }
  g_task_return_pointer (task, g_steal_pointer (&page), (GDestroyNotify) tw_page_free);
  if (self->on_list != NULL)
    self->on_list (self, self->on_list_data);
}

static TwPage *
fake_list_finish (TwMarketplace  *marketplace,
                  GAsyncResult   *result,
                  GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static TwResource *
find_object (FakeMarketplace *self,
             TwKind           kind,
             const char      *id)
{
  for (guint i = 0; i < self->objects->len; i++)
    {
      TwResource *resource = g_ptr_array_index (self->objects, i);
      g_autofree char *key = NULL;

      if (!g_type_is_a (G_OBJECT_TYPE (resource), tw_kind_get_resource_type (kind)))
        continue;
      key = tw_resource_dup_text (resource, "id");
      if (g_strcmp0 (key, id) == 0)
        return g_object_ref (resource);
    }

  return NULL;
}

static TwResource *
next_look (FakeMarketplace *self)
{
  TwResource *resource = g_object_ref (g_ptr_array_index (self->get_answers, 0));

  if (self->get_answers->len > 1)
    g_ptr_array_remove_index (self->get_answers, 0);

  return resource;
}

static void
fake_get_async (TwMarketplace       *marketplace,
                TwKind               kind,
                const char          *id,
                TwPriority           priority,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (marketplace);
  g_autoptr (GTask) task = task_new (marketplace, cancellable, callback, user_data);
  g_autoptr (TwAnswer) answer = NULL;

  if (fail_read (self, task))
    return;

  answer = tw_answer_new ();
  if (self->get_answers->len > 0)
    answer->resource = next_look (self);
  else if (!self->forget_details)
    answer->resource = find_object (self, kind, id);
  if (answer->resource != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) tw_answer_free);
  else
    g_task_return_new_error (task, TW_ERROR, TW_ERROR_NOT_FOUND, "No entity has been found");
}

static TwAnswer *
fake_get_finish (TwMarketplace  *marketplace,
                 GAsyncResult   *result,
                 GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
answer_write (FakeMarketplace *self,
              GTask           *task)
{
  TwAnswer *answer;

  if (self->write_error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->write_error));
      return;
    }

  answer = tw_answer_new ();
  answer->correlation_id = g_strdup ("a8n-0001");
  g_set_object (&answer->resource, self->write_answer);
  g_task_return_pointer (task, answer, (GDestroyNotify) tw_answer_free);
}

static void
held_cancelled_cb (GCancellable *cancellable,
                   gpointer      user_data)
{
  FakeMarketplace *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->held);

  if (task != NULL)
    g_task_return_error_if_cancelled (task);
}

static void
fake_write_async (TwMarketplace       *marketplace,
                  TwWriteKind          kind,
                  const char          *target,
                  TwResource          *body,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (marketplace);
  g_autoptr (GTask) task = task_new (marketplace, cancellable, callback, user_data);
  TwJsonView view = tw_write_kind_is_creation (kind) ? TW_JSON_VIEW_CREATE : TW_JSON_VIEW_UPDATE;

  self->n_writes++;
  self->last_kind = kind;
  g_free (self->last_target);
  self->last_target = g_strdup (target);
  g_free (self->last_body);
  self->last_body = tw_resource_to_json_text (body, view, FALSE);
  if (self->on_write != NULL)
    self->on_write (self, kind, body, self->on_write_data);

  if (!self->hold_writes)
    {
      answer_write (self, task);
      return;
    }

  g_assert_null (self->held);
  self->held = g_steal_pointer (&task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable,
                             "cancelled",
                             G_CALLBACK (held_cancelled_cb),
                             self,
                             G_CONNECT_DEFAULT);
}

static TwAnswer *
fake_write_finish (TwMarketplace  *marketplace,
                   GAsyncResult   *result,
                   GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_estimate_async (TwMarketplace       *marketplace,
                     TwOrder             *order,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (marketplace);
  g_autoptr (GTask) task = task_new (marketplace, cancellable, callback, user_data);

  self->n_estimates++;
  g_assert_nonnull (self->estimate);
  if (!fail_read (self, task))
    g_task_return_pointer (task, g_object_ref (self->estimate), g_object_unref);
}

static TwOrder *
fake_estimate_finish (TwMarketplace  *marketplace,
                      GAsyncResult   *result,
                      GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_validate_async (TwMarketplace       *marketplace,
                     TwOrder             *order,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (marketplace);
  g_autoptr (GTask) task = task_new (marketplace, cancellable, callback, user_data);

  self->n_validations++;
  if (!fail_read (self, task))
    g_task_return_pointer (task, g_ptr_array_ref (self->checks), (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
fake_validate_finish (TwMarketplace  *marketplace,
                      GAsyncResult   *result,
                      GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_marketplace_iface_init (TwMarketplaceInterface *iface)
{
  iface->get_capabilities = fake_get_capabilities;
  iface->dup_server_time = fake_dup_server_time;
  iface->sign_in_async = fake_sign_in_async;
  iface->sign_in_finish = fake_sign_in_finish;
  iface->list_async = fake_list_async;
  iface->list_finish = fake_list_finish;
  iface->get_async = fake_get_async;
  iface->get_finish = fake_get_finish;
  iface->write_async = fake_write_async;
  iface->write_finish = fake_write_finish;
  iface->estimate_async = fake_estimate_async;
  iface->estimate_finish = fake_estimate_finish;
  iface->validate_async = fake_validate_async;
  iface->validate_finish = fake_validate_finish;
}

static void
fake_marketplace_finalize (GObject *object)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (object);

  g_clear_pointer (&self->server_time, g_date_time_unref);
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_clear_pointer (&self->get_answers, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_object (&self->write_answer);
  g_clear_object (&self->estimate);
  g_clear_object (&self->held);
  g_clear_error (&self->write_error);
  g_clear_error (&self->read_error);
  g_free (self->last_target);
  g_free (self->last_body);

  G_OBJECT_CLASS (fake_marketplace_parent_class)->finalize (object);
}

static void
fake_marketplace_class_init (FakeMarketplaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = fake_marketplace_finalize;
}

static void
fake_marketplace_init (FakeMarketplace *self)
{
  self->capabilities = TW_CAN_ESTIMATE | TW_CAN_VALIDATE | TW_CAN_LIST_ORDERS;
  self->objects = g_ptr_array_new_with_free_func (g_object_unref);
  self->get_answers = g_ptr_array_new_with_free_func (g_object_unref);
  self->checks = g_ptr_array_new_with_free_func (g_object_unref);
}

FakeMarketplace *
fake_marketplace_new (void)
{
  return g_object_new (FAKE_TYPE_MARKETPLACE, NULL);
}

/* Adds an object, the newest of its kind last. */
void
fake_marketplace_add (FakeMarketplace *self,
                      GType            type,
                      const char      *json)
{
  g_ptr_array_insert (self->objects, 0, fake_resource (type, json));
}

/* Answers the write that is held. */
void
fake_marketplace_release (FakeMarketplace *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->held);

  g_assert_nonnull (task);
  answer_write (self, task);
}

/* A request or an answer from JSON that fits. Single quotes stand for double ones. */
TwResource *
fake_resource (GType       type,
               const char *json)
{
  g_autofree char *text = g_strdup (json);
  g_autoptr (TwJson) parsed = NULL;
  g_autoptr (GError) error = NULL;
  TwResource *resource = g_object_new (type, NULL);

  parsed = tw_json_parse (g_strdelimit (text, "'", '"'), -1, &error);
  g_assert_no_error (error);
  tw_resource_merge_json (resource, parsed, &error);
  g_assert_no_error (error);

  return resource;
}

/* An error as an adapter makes it. */
GError *
fake_error (TwError     code,
            TwEffect    effect,
            const char *message)
{
  GError *error = g_error_new_literal (TW_ERROR, code, message);

  tw_error_set_effect (error, effect);
  tw_error_set_correlation_id (error, "a8n-0002");

  return error;
}
