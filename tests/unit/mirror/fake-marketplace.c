/* fake-marketplace.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-marketplace.h"

#include "base/tw-error.h"

#include <string.h>

#define NO_FAILURE -1

/* One object: its list row and its detail answer, both JSON. */
typedef struct
{
  char *id;
  char *row;
  char *detail;
  int   code;
} Object;

struct _FakeMarketplace
{
  GObject              parent_instance;

  GPtrArray           *objects[TW_N_KINDS];
  guint                page_cap;
  gint64               total_shift;
  gint64               empty_offset;
  gboolean             ignores_offset;
  gint64               failing_offset[TW_N_KINDS];
  int                  failing_code[TW_N_KINDS];
  int                  detail_code;
  FakeSince            since;
  TwCapabilities       capabilities;
  FakeMarketplaceFunc  before_answer;
  gpointer             before_answer_data;
  GString             *log;
  guint                n_at_once;
  guint                most_at_once;
  TwPriority           list_priority[TW_N_KINDS];
};

static void marketplace_iface_init (TwMarketplaceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMarketplace, fake_marketplace, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TW_TYPE_MARKETPLACE, marketplace_iface_init))

/* One call that waits for its turn in the main loop. */
typedef struct
{
  TwKind  kind;
  gint64  offset;
  gint64  limit;
  char   *id;
  char   *since;
} Call;

static void
object_free (Object *object)
{
  g_free (object->id);
  g_free (object->row);
  g_free (object->detail);
  g_free (object);
}

static void
call_free (Call *call)
{
  g_free (call->id);
  g_free (call->since);
  g_free (call);
}

static TwResource *
parse (TwKind      kind,
       const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) json = tw_json_parse (text, -1, &error);
  TwResource *resource;

  g_assert_no_error (error);
  resource = tw_resource_new_from_json (tw_kind_get_resource_type (kind), json, &error);
  g_assert_no_error (error);

  return resource;
}

static void
begin_call (FakeMarketplace *self)
{
  self->n_at_once++;
  self->most_at_once = MAX (self->most_at_once, self->n_at_once);
}

static TwCapabilities
fake_marketplace_get_capabilities (TwMarketplace *marketplace)
{
  return FAKE_MARKETPLACE (marketplace)->capabilities;
}

/* A forgetful marketplace finds some of what is meant only. */
static gboolean
is_asked_for (FakeMarketplace *self,
              const Call      *call,
              guint            position,
              TwResource      *row)
{
  g_autofree char *created = tw_resource_dup_text (row, "creationDate");
  gboolean newer = created != NULL && strcmp (created, call->since) >= 0;

  switch (self->since)
    {
    case FAKE_SINCE_HEEDED:
    case FAKE_SINCE_OLDEST_FIRST:
      return newer;
    case FAKE_SINCE_REVERSED:
      return !newer;
    case FAKE_SINCE_FORGETFUL:
      return newer && position % 3 == 0;
    case FAKE_SINCE_IGNORED:
    case FAKE_SINCE_REFUSED:
    default:
      return TRUE;
    }
}

/* What a query finds, newest first unless the test wants it otherwise. */
static GPtrArray *
find_objects (FakeMarketplace *self,
              const Call      *call)
{
  GPtrArray *objects = self->objects[call->kind];
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < objects->len; i++)
    {
      Object *object = objects->pdata[i];
      g_autoptr (TwResource) row = call->since != NULL ? parse (call->kind, object->row) : NULL;

      if (row == NULL || is_asked_for (self, call, i, row))
        g_ptr_array_insert (found, row != NULL && self->since == FAKE_SINCE_OLDEST_FIRST ? 0 : -1, object);
    }

  return found;
}

static gboolean
answer_list_cb (gpointer user_data)
{
  GTask *task = user_data;
  FakeMarketplace *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GPtrArray) objects = NULL;
  gint64 first;
  TwPage *page;

  self->n_at_once--;
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (self->before_answer != NULL)
    self->before_answer (self, call->kind, call->offset, self->before_answer_data);
  if (self->failing_offset[call->kind] == call->offset)
    {
      g_task_return_new_error (task, TW_ERROR, self->failing_code[call->kind], "As the test wants it");
      return G_SOURCE_REMOVE;
    }

  if (call->since != NULL && self->since == FAKE_SINCE_REFUSED)
    {
      g_task_return_new_error (task, TW_ERROR, TW_ERROR_VALIDATION, "Such a filter is not known");
      return G_SOURCE_REMOVE;
    }

  objects = find_objects (self, call);
  page = tw_page_new ();
  page->offset = call->offset;
  page->total = self->total_shift == G_MININT64 ? -1 : MAX (objects->len + self->total_shift, 0);
  first = self->ignores_offset ? 0 : call->offset;
  for (gint64 i = first; i != self->empty_offset && i < objects->len && i < first + MIN (call->limit, self->page_cap); i++)
    g_ptr_array_add (page->rows, parse (call->kind, ((Object *) objects->pdata[i])->row));
  g_task_return_pointer (task, page, (GDestroyNotify) tw_page_free);

  return G_SOURCE_REMOVE;
}

static void
fake_marketplace_list_async (TwMarketplace       *marketplace,
                             TwQuery             *query,
                             TwPriority           priority,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (marketplace);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->kind = tw_query_get_kind (query);
  self->list_priority[call->kind] = priority;
  call->offset = tw_query_get_offset (query);
  call->limit = tw_query_get_limit (query);
  call->since = g_strdup (tw_query_get_filter (query, "since"));
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  begin_call (self);
  g_string_append_printf (self->log, "%s+%d%s%s ", tw_kind_to_string (call->kind), (int) call->offset,
                          call->since != NULL ? "@" : "", call->since != NULL ? call->since : "");
  g_idle_add_full (G_PRIORITY_DEFAULT, answer_list_cb, task, g_object_unref);
}

static TwPage *
fake_marketplace_list_finish (TwMarketplace  *marketplace,
                              GAsyncResult   *result,
                              GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static Object *
find_object (FakeMarketplace *self,
             TwKind           kind,
             const char      *id)
{
  for (guint i = 0; i < self->objects[kind]->len; i++)
    {
      Object *object = self->objects[kind]->pdata[i];

      if (g_str_equal (object->id, id))
        return object;
    }

  return NULL;
}

static gboolean
answer_detail_cb (gpointer user_data)
{
  GTask *task = user_data;
  FakeMarketplace *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  Object *object = find_object (self, call->kind, call->id);
  TwAnswer *answer;

  self->n_at_once--;
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (self->detail_code != NO_FAILURE)
    {
      g_task_return_new_error (task, TW_ERROR, self->detail_code, "As the test wants it");
      return G_SOURCE_REMOVE;
    }
  if (object != NULL && object->code != NO_FAILURE)
    {
      g_task_return_new_error (task, TW_ERROR, object->code, "As the test wants it");
      return G_SOURCE_REMOVE;
    }
  if (object == NULL)
    {
      g_task_return_new_error (task, TW_ERROR, TW_ERROR_NOT_FOUND, "There is no “%s”", call->id);
      return G_SOURCE_REMOVE;
    }

  answer = tw_answer_new ();
  answer->resource = parse (call->kind, object->detail != NULL ? object->detail : object->row);
  g_task_return_pointer (task, answer, (GDestroyNotify) tw_answer_free);

  return G_SOURCE_REMOVE;
}

static void
fake_marketplace_get_async (TwMarketplace       *marketplace,
                            TwKind               kind,
                            const char          *id,
                            TwPriority           priority,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  static const char * const who[] = { "person", "fresh", "detail" };
  FakeMarketplace *self = FAKE_MARKETPLACE (marketplace);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->kind = kind;
  call->id = g_strdup (id);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  begin_call (self);
  g_string_append_printf (self->log, "%s/%s(%s) ", tw_kind_to_string (kind), id, who[priority]);
  g_idle_add_full (G_PRIORITY_DEFAULT, answer_detail_cb, task, g_object_unref);
}

static TwAnswer *
fake_marketplace_get_finish (TwMarketplace  *marketplace,
                             GAsyncResult   *result,
                             GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
marketplace_iface_init (TwMarketplaceInterface *iface)
{
  iface->get_capabilities = fake_marketplace_get_capabilities;
  iface->list_async = fake_marketplace_list_async;
  iface->list_finish = fake_marketplace_list_finish;
  iface->get_async = fake_marketplace_get_async;
  iface->get_finish = fake_marketplace_get_finish;
}

static void
fake_marketplace_finalize (GObject *object)
{
  FakeMarketplace *self = FAKE_MARKETPLACE (object);

  for (guint i = 0; i < TW_N_KINDS; i++)
    g_ptr_array_unref (self->objects[i]);
  g_string_free (self->log, TRUE);

  G_OBJECT_CLASS (fake_marketplace_parent_class)->finalize (object);
}

static void
fake_marketplace_class_init (FakeMarketplaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_marketplace_finalize;
}

static void
fake_marketplace_init (FakeMarketplace *self)
{
  for (guint i = 0; i < TW_N_KINDS; i++)
    {
      self->objects[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) object_free);
      self->failing_offset[i] = NO_FAILURE;
    }
  self->detail_code = NO_FAILURE;
  self->page_cap = G_MAXUINT;
  self->empty_offset = -1;
  self->capabilities = TW_CAN_LIST_ORDERS | TW_CAN_MANAGE_RESELLERS | TW_CAN_SCHEDULE_REPORTS;
  self->log = g_string_new (NULL);
}

FakeMarketplace *
fake_marketplace_new (void)
{
  return g_object_new (FAKE_TYPE_MARKETPLACE, NULL);
}

/* The newest object so far: it comes to the front of its list. */
void
fake_marketplace_add (FakeMarketplace *self,
                      TwKind           kind,
                      const char      *id,
                      const char      *json)
{
  Object *object = g_new0 (Object, 1);

  object->id = g_strdup (id);
  object->code = NO_FAILURE;
  object->row = json != NULL ? g_strdup (json) : g_strdup_printf ("{\"id\":\"%s\"}", id);
  g_ptr_array_insert (self->objects[kind], 0, object);
}

/* Objects with the ids from @first to @last, each newer than the one before; orders are completed. */
void
fake_marketplace_add_many (FakeMarketplace *self,
                           TwKind           kind,
                           guint            first,
                           guint            last)
{
  for (guint i = first; i <= last; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *json = g_strdup_printf ("{\"id\":\"%u\"%s}", i,
                                               kind == TW_KIND_ORDER ? ",\"status\":\"completed\"" : "");

      fake_marketplace_add (self, kind, id, json);
    }
}

void
fake_marketplace_set_detail (FakeMarketplace *self,
                             TwKind           kind,
                             const char      *id,
                             const char      *json)
{
  Object *object = find_object (self, kind, id);

  g_free (object->detail);
  object->detail = g_strdup (json);
}

void
fake_marketplace_remove (FakeMarketplace *self,
                         TwKind           kind,
                         const char      *id)
{
  g_assert_true (g_ptr_array_remove (self->objects[kind], find_object (self, kind, id)));
}

/* Pages are never longer, whatever is asked for. */
void
fake_marketplace_set_page_cap (FakeMarketplace *self,
                               guint            cap)
{
  self->page_cap = cap;
}

/* Lists count so many rows more than they have; %G_MININT64: they do not count. */
void
fake_marketplace_shift_total (FakeMarketplace *self,
                              gint64           shift)
{
  self->total_shift = shift;
}

/* Each page is the first. */
void
fake_marketplace_ignore_offset (FakeMarketplace *self)
{
  self->ignores_offset = TRUE;
}

/* The page at @offset comes empty from now on; -1 ends it. */
void
fake_marketplace_empty_page (FakeMarketplace *self,
                             gint64           offset)
{
  self->empty_offset = offset;
}

/* The page of that list at @offset fails from now on; -1 ends it. */
void
fake_marketplace_fail_list (FakeMarketplace *self,
                            TwKind           kind,
                            gint64           offset,
                            int              code)
{
  self->failing_offset[kind] = offset;
  self->failing_code[kind] = code;
}

/* Details fail from now on; -1 ends it. */
void
fake_marketplace_fail_details (FakeMarketplace *self,
                               int              code)
{
  self->detail_code = code;
}

/* The detail of one object fails from now on; -1 ends it. */
void
fake_marketplace_fail_detail (FakeMarketplace *self,
                              TwKind           kind,
                              const char      *id,
                              int              code)
{
  find_object (self, kind, id)->code = code;
}

/* Lists that are asked for by date of creation are answered so from now on. */
void
fake_marketplace_set_since (FakeMarketplace *self,
                            FakeSince        since)
{
  self->since = since;
}

void
fake_marketplace_set_capabilities (FakeMarketplace *self,
                                   TwCapabilities   capabilities)
{
  self->capabilities = capabilities;
}

void
fake_marketplace_before_answer (FakeMarketplace     *self,
                                FakeMarketplaceFunc  func,
                                gpointer             user_data)
{
  self->before_answer = func;
  self->before_answer_data = user_data;
}

/* What was asked since the last time: `order+500` a page, `order+0@2026-11-02` one by date, `order/7(person)` a
 * detail. */
char *
fake_marketplace_take_log (FakeMarketplace *self)
{
  char *log = g_strchomp (g_strdup (self->log->str));

  g_string_truncate (self->log, 0);

  return log;
}

guint
fake_marketplace_get_most_at_once (FakeMarketplace *self)
{
  return self->most_at_once;
}

/* Who waited for that list when it was asked for last. */
TwPriority
fake_marketplace_get_list_priority (FakeMarketplace *self,
                                    TwKind           kind)
{
  return self->list_priority[kind];
}
