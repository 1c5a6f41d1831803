/* tw-activation.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-ask.h"

G_BEGIN_DECLS

/**
 * TwActivationRule:
 * @need: which products ask for it
 * @name: its name: the case counts
 * @alias: (nullable): another name it may come under
 * @type: kind of value
 *
 * One activation parameter.
 */
typedef struct
{
  TwSimNeeds  need;
  const char *name;
  const char *alias;
  const char *type;
} TwActivationRule;

/* A choice that a parameter offers. */
typedef struct
{
  const char *label;
  const char *value;
} TwActivationChoice;

#define TW_ACTIVATION_FAILING_DOMAIN "fail.example"

const TwActivationRule   *tw_activation_list    (guint                   *n_rules);
const TwActivationRule   *tw_activation_find    (const TwSimProduct      *product,
                                                 const char              *name);
gboolean                  tw_activation_is_secret (const char            *name);
const TwActivationChoice *tw_activation_choices (const TwActivationRule  *rule,
                                                 guint                   *n_choices);
const char               *tw_activation_check   (TwWorld                 *world,
                                                 const TwSimAccount      *customer,
                                                 const TwActivationRule  *rule,
                                                 const char              *value);
gboolean                  tw_activation_read    (JsonObject              *object,
                                                 const char              *path,
                                                 GPtrArray              **parameters,
                                                 GError                 **error);

G_END_DECLS
