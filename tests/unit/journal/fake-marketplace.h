/* fake-marketplace.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace.h"

G_BEGIN_DECLS

typedef struct _FakeMarketplace FakeMarketplace;

/* Runs inside the write call, before it is answered. */
typedef void (*FakeWriteFunc) (FakeMarketplace *self,
                               TwWriteKind      kind,
                               TwResource      *body,
                               gpointer         data);

/* Runs after a list call has been answered. */
typedef void (*FakeListFunc) (FakeMarketplace *self,
                              gpointer         data);

/*
 * A marketplace in memory: it holds orders, products and subscriptions, answers from them and counts what it
 * is asked. What a test wants to be different it sets.
 */
#define FAKE_TYPE_MARKETPLACE (fake_marketplace_get_type ())
G_DECLARE_FINAL_TYPE (FakeMarketplace, fake_marketplace, FAKE, MARKETPLACE, GObject)

struct _FakeMarketplace
{
  GObject         parent_instance;

  TwCapabilities  capabilities;
  GDateTime      *server_time;
  GPtrArray      *objects; /* of all kinds, newest first within each */

  /* What the next calls answer; NULL for what follows from the objects. */
  TwResource     *write_answer;
  GError         *write_error;
  GError         *read_error;
  guint           read_error_after; /* reads that go well before */
  GPtrArray      *get_answers;      /* one for each look, the last one repeated */
  TwOrder        *estimate;
  GPtrArray      *checks;

  guint           max_rows;   /* of a page, whatever was asked for; 0 for as many as that */
  gboolean        thin_lists; /* rows lack what real ones lack: lines, PO number, attributes */
  gboolean        forget_details; /* what is listed cannot be read */
  FakeListFunc    on_list;
  gpointer        on_list_data;
  gboolean        hold_writes; /* answered by fake_marketplace_release(), or when cancelled */
  FakeWriteFunc   on_write;
  gpointer        on_write_data;
  GTask          *held;

  TwPriority      last_priority;
  guint           n_reads;
  guint           n_writes;
  guint           n_estimates;
  guint           n_validations;
  guint           n_sign_ins;
  TwWriteKind     last_kind;
  char           *last_target;
  char           *last_body; /* as it would be sent */
};

FakeMarketplace *fake_marketplace_new     (void);
void             fake_marketplace_add     (FakeMarketplace *self,
                                           GType            type,
                                           const char      *json);
void             fake_marketplace_release (FakeMarketplace *self);
TwResource      *fake_resource            (GType            type,
                                           const char      *json);
GError          *fake_error               (TwError          code,
                                           TwEffect         effect,
                                           const char      *message);

G_END_DECLS
