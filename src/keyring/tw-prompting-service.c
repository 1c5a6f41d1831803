/* tw-prompting-service.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-keyring"

#include "config.h"

#include "keyring/tw-prompting-service-private.h"

#include "base/tw-error.h"

/**
 * TwPromptingService:
 *
 * The secret service, with a way of asking the person that always comes to an end. libsecret's own (0.20.5 and
 * later) never answers when the person dismisses its prompt, or when there is no screen to show it on.
 */
struct _TwPromptingService
{
  SecretService parent_instance;
};

G_DEFINE_FINAL_TYPE (TwPromptingService, tw_prompting_service, SECRET_TYPE_SERVICE)

static void
performed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GVariant *value = secret_prompt_perform_finish (SECRET_PROMPT (source), result, &error);

  if (value != NULL)
    g_task_return_pointer (task, value, (GDestroyNotify) g_variant_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, TW_ERROR, TW_ERROR_STORE, "The keyring was not unlocked");
}

static void
tw_prompting_service_prompt_async (SecretService       *service,
                                   SecretPrompt        *prompt,
                                   const GVariantType  *return_type,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);

  g_task_set_source_tag (task, tw_prompting_service_prompt_async);
  secret_prompt_perform (prompt, NULL, return_type, cancellable, performed_cb, task);
}

static GVariant *
tw_prompting_service_prompt_finish (SecretService  *service,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tw_prompting_service_class_init (TwPromptingServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = tw_prompting_service_prompt_async;
  service_class->prompt_finish = tw_prompting_service_prompt_finish;
}

static void
tw_prompting_service_init (TwPromptingService *self)
{
}
