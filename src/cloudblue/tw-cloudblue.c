/* tw-cloudblue.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cloudblue"

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"

#include "base/tw-error.h"
#include "base/tw-quote.h"

struct _TwCloudblue
{
  GObject parent_instance;

  TwSession *session;
};

/* One call on its way: sent, then read in a thread. The task's result is a TwAnswer or a TwPage. */
typedef struct
{
  TwRequest        *request;
  char             *subject; /* (nullable): the object that the path names */
  TwCloudblueShape  shape;
  GType             type;
  gboolean          is_write;
} TwCall;

static void marketplace_iface_init (TwMarketplaceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwCloudblue, tw_cloudblue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TW_TYPE_MARKETPLACE, marketplace_iface_init))

static void
call_free (TwCall *call)
{
  tw_request_unref (call->request);
  g_free (call->subject);
  g_free (call);
}

static char *
dup_subject (TwKind      kind,
             const char *id)
{
  return g_strdup_printf ("%s %s", tw_kind_to_string (kind), id);
}

/* The vendor's words for an unknown id do not say which; a refused login or the call limit is not about an object. */
static GError *
name_subject (GError     *error,
              const char *subject)
{
  if (subject != NULL && !g_error_matches (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED) &&
      !g_error_matches (error, TW_ERROR, TW_ERROR_RATE_LIMITED))
    g_prefix_error (&error, "%s: ", subject);

  return error;
}

static void
call_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwCall *call = g_task_get_task_data (task);
  TwAnswer *answer = NULL;
  TwPage *page = NULL;
  GError *error = NULL;

  if (call->shape == TW_CLOUDBLUE_PAGE)
    page = tw_cloudblue_read_page_finish (result, &error);
  else
    answer = tw_cloudblue_read_one_finish (result, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) tw_page_free);
  else if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) tw_answer_free);
  else
    g_task_return_error (task, error);
}

static void
call_sent_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwCall *call = g_task_get_task_data (task);
  GCancellable *cancellable = call->is_write ? NULL : g_task_get_cancellable (task);
  GError *error = NULL;
  TwReply *reply = tw_session_send_finish (TW_SESSION (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (reply->status < 200 || reply->status > 299)
    {
      error = tw_cloudblue_fault_to_error (reply, call->request);
      g_task_return_error (task, name_subject (error, call->subject));
      tw_reply_free (reply);
      return;
    }

  /* A write's answer is read to its end, whoever lost interest: it says what happened. */
  tw_cloudblue_read_async (reply, call->shape, call->type, cancellable, call_read_cb, g_steal_pointer (&task));
}

/* Takes request and subject. */
static void
start_call (TwCloudblue         *self,
            TwRequest           *request,
            char                *subject,
            TwCloudblueShape     shape,
            GType                type,
            gboolean             is_write,
            gpointer             source_tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TwCall *call = g_new0 (TwCall, 1);

  call->request = request;
  call->subject = subject;
  call->shape = shape;
  call->type = type;
  call->is_write = is_write;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  /* What a write did counts more than that somebody stopped waiting for it. */
  g_task_set_check_cancellable (task, !is_write);

  tw_session_send_async (self->session, request, cancellable, call_sent_cb, task);
}

static TwCapabilities
get_capabilities (TwMarketplace *marketplace)
{
  return TW_CAN_ESTIMATE | TW_CAN_VALIDATE | TW_CAN_LIST_ORDERS | TW_CAN_MANAGE_RESELLERS | TW_CAN_SET_PRICES |
         TW_CAN_SCHEDULE_REPORTS;
}

static GDateTime *
dup_server_time (TwMarketplace *marketplace)
{
  return tw_session_dup_server_time (TW_CLOUDBLUE (marketplace)->session);
}

static void
sign_in_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tw_session_sign_in_finish (TW_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sign_in_async (TwMarketplace       *marketplace,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (marketplace, cancellable, callback, user_data);

  g_task_set_source_tag (task, sign_in_async);
  tw_session_sign_in_async (TW_CLOUDBLUE (marketplace)->session, cancellable, sign_in_cb, task);
}

static gboolean
sign_in_finish (TwMarketplace  *marketplace,
                GAsyncResult   *result,
                GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static GError *
bad_id_error (const char *id)
{
  g_autofree char *quoted = tw_quote (id != NULL ? id : "");
  GError *error = g_error_new (TW_ERROR, TW_ERROR_VALIDATION, "id: %s cannot be the id of anything", quoted);

  tw_error_set_effect (error, TW_EFFECT_NONE);
  tw_error_add_field (error, "id", "this cannot be the id of anything");

  return error;
}

static void
list_async (TwMarketplace       *marketplace,
            TwQuery             *query,
            TwPriority           priority,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  TwCloudblue *self = TW_CLOUDBLUE (marketplace);
  g_autoptr (GDateTime) now = tw_session_dup_server_time (self->session);
  const char *parent_id = tw_query_get_filter (query, "parentId");
  TwRequest *request = NULL;
  char *subject = NULL;

  if (parent_id != NULL && !tw_cloudblue_is_id (parent_id))
    {
      g_task_report_error (marketplace, callback, user_data, list_async, bad_id_error (parent_id));
      return;
    }

  request = tw_cloudblue_list_request (query, now);
  tw_request_set_priority (request, priority);
  subject = parent_id != NULL ? dup_subject (TW_KIND_RESELLER, parent_id) : NULL;
  start_call (self, request, subject, TW_CLOUDBLUE_PAGE, tw_kind_get_resource_type (tw_query_get_kind (query)), FALSE,
              list_async, cancellable, callback, user_data);
}

static TwPage *
list_finish (TwMarketplace  *marketplace,
             GAsyncResult   *result,
             GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
get_async (TwMarketplace       *marketplace,
           TwKind               kind,
           const char          *id,
           TwPriority           priority,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  TwRequest *request = NULL;

  if (kind == TW_KIND_PRODUCT)
    {
      g_task_report_new_error (marketplace, callback, user_data, get_async, TW_ERROR, TW_ERROR_NOT_FOUND,
                               "Products have no detail: the catalogue's row is all there is");
      return;
    }

  if (!tw_cloudblue_is_id (id))
    {
      g_task_report_error (marketplace, callback, user_data, get_async, bad_id_error (id));
      return;
    }

  request = tw_cloudblue_get_request (kind, id);
  tw_request_set_priority (request, priority);
  start_call (TW_CLOUDBLUE (marketplace), request, dup_subject (kind, id), TW_CLOUDBLUE_ONE,
              tw_kind_get_resource_type (kind), FALSE, get_async, cancellable, callback, user_data);
}

static TwAnswer *
answer_finish (TwMarketplace  *marketplace,
               GAsyncResult   *result,
               GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
write_async (TwMarketplace       *marketplace,
             TwWriteKind          kind,
             const char          *target,
             TwResource          *body,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  char *subject = NULL;

  if (tw_write_kind_needs_target (kind) && !tw_cloudblue_is_id (target))
    {
      g_task_report_error (marketplace, callback, user_data, write_async, bad_id_error (target));
      return;
    }

  if (kind == TW_WRITE_CREATE_RESELLER_CUSTOMER)
    subject = dup_subject (TW_KIND_RESELLER, target);
  else if (tw_write_kind_needs_target (kind))
    subject = dup_subject (tw_write_kind_get_kind (kind), target);
  start_call (TW_CLOUDBLUE (marketplace), tw_cloudblue_write_request (kind, target, body), subject, TW_CLOUDBLUE_ONE,
              tw_kind_get_resource_type (tw_write_kind_get_kind (kind)), TRUE, write_async, cancellable, callback,
              user_data);
}

static void
estimate_async (TwMarketplace       *marketplace,
                TwOrder             *order,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  start_call (TW_CLOUDBLUE (marketplace), tw_cloudblue_estimate_request (order), NULL, TW_CLOUDBLUE_ESTIMATE,
              TW_TYPE_ORDER, FALSE, estimate_async, cancellable, callback, user_data);
}

static TwOrder *
estimate_finish (TwMarketplace  *marketplace,
                 GAsyncResult   *result,
                 GError        **error)
{
  g_autoptr (TwAnswer) answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL ? TW_ORDER (g_steal_pointer (&answer->resource)) : NULL;
}

static void
validate_async (TwMarketplace       *marketplace,
                TwOrder             *order,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  start_call (TW_CLOUDBLUE (marketplace), tw_cloudblue_validate_request (order), NULL, TW_CLOUDBLUE_PAGE,
              TW_TYPE_PARAMETER_CHECK, FALSE, validate_async, cancellable, callback, user_data);
}

static GPtrArray *
validate_finish (TwMarketplace  *marketplace,
                 GAsyncResult   *result,
                 GError        **error)
{
  g_autoptr (TwPage) page = g_task_propagate_pointer (G_TASK (result), error);

  return page != NULL ? g_steal_pointer (&page->rows) : NULL;
}

static void
marketplace_iface_init (TwMarketplaceInterface *iface)
{
  iface->get_capabilities = get_capabilities;
  iface->dup_server_time = dup_server_time;
  iface->sign_in_async = sign_in_async;
  iface->sign_in_finish = sign_in_finish;
  iface->list_async = list_async;
  iface->list_finish = list_finish;
  iface->get_async = get_async;
  iface->get_finish = answer_finish;
  iface->write_async = write_async;
  iface->write_finish = answer_finish;
  iface->estimate_async = estimate_async;
  iface->estimate_finish = estimate_finish;
  iface->validate_async = validate_async;
  iface->validate_finish = validate_finish;
  iface->download_async = tw_cloudblue_download_async;
  iface->download_finish = tw_cloudblue_download_finish;
  iface->request_async = tw_cloudblue_request_async;
  iface->request_finish = tw_cloudblue_request_finish;
}

static void
tw_cloudblue_dispose (GObject *object)
{
  TwCloudblue *self = TW_CLOUDBLUE (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (tw_cloudblue_parent_class)->dispose (object);
}

static void
tw_cloudblue_class_init (TwCloudblueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_cloudblue_dispose;
}

static void
tw_cloudblue_init (TwCloudblue *self)
{
}

/**
 * tw_cloudblue_new:
 * @account: an account of a CloudBlue type
 * @transport: the way to its address
 * @budget: its calls
 * @password: its password; a copy is kept in memory
 * @subscription_key: (nullable): its key at the gateway; a copy is kept in memory
 *
 * Returns: (transfer full): the marketplace; nothing is sent before the first call
 */
TwCloudblue *
tw_cloudblue_new (TwAccount    *account,
                  TwTransport  *transport,
                  TwRateBudget *budget,
                  const char   *password,
                  const char   *subscription_key)
{
  TwCloudblue *self = NULL;
  g_autoptr (TwCloudblueLogin) login = NULL;

  g_return_val_if_fail (TW_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (password != NULL, NULL);

  self = g_object_new (TW_TYPE_CLOUDBLUE, NULL);
  login = tw_cloudblue_login_new (account, password, subscription_key);
  self->session = tw_session_new (transport, budget, TW_AUTHENTICATOR (login));

  return self;
}

/**
 * tw_cloudblue_get_session:
 * @self: a marketplace
 *
 * Returns: (transfer none): its login and calls
 */
TwSession *
tw_cloudblue_get_session (TwCloudblue *self)
{
  g_return_val_if_fail (TW_IS_CLOUDBLUE (self), NULL);

  return self->session;
}
