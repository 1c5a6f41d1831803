/* tw-mirror-entry.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-private.h"

G_DEFINE_ENUM_TYPE (TwDetailState, tw_detail_state,
                    G_DEFINE_ENUM_VALUE (TW_DETAIL_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (TW_DETAIL_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (TW_DETAIL_OUTDATED, "outdated"))

G_DEFINE_BOXED_TYPE (TwMirrorEntry, tw_mirror_entry, tw_mirror_entry_ref, tw_mirror_entry_unref)

/**
 * tw_mirror_entry_new:
 * @kind: a kind
 * @resource: (transfer full): an object of that kind
 *
 * Returns: (transfer full): an entry with its key, to be filled before it is handed out
 */
TwMirrorEntry *
tw_mirror_entry_new (TwKind      kind,
                     TwResource *resource)
{
  TwMirrorEntry *self = g_atomic_rc_box_new0 (TwMirrorEntry);

  self->kind = kind;
  self->resource = resource;
  self->key = tw_kind_dup_key (kind, resource);

  return self;
}

/**
 * tw_mirror_entry_ref:
 * @self: an entry
 *
 * May be called in any thread.
 *
 * Returns: (transfer full): @self
 */
TwMirrorEntry *
tw_mirror_entry_ref (TwMirrorEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
entry_clear (gpointer data)
{
  TwMirrorEntry *self = data;

  g_clear_pointer (&self->key, g_free);
  g_clear_object (&self->resource);
  g_clear_pointer (&self->customer_name, g_free);
  g_clear_pointer (&self->list_time, g_date_time_unref);
  g_clear_pointer (&self->detail_time, g_date_time_unref);
}

/**
 * tw_mirror_entry_unref:
 * @self: (transfer full): an entry
 *
 * May be called in any thread.
 */
void
tw_mirror_entry_unref (TwMirrorEntry *self)
{
  g_atomic_rc_box_release_full (self, entry_clear);
}

/**
 * tw_mirror_hits_free:
 * @self: (transfer full): hits
 */
void
tw_mirror_hits_free (TwMirrorHits *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}
