/* tw-faults.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a fault does. Those up to %TW_FAULT_EXPIRE_TOKEN strike before the call has any effect. */
typedef enum
{
  TW_FAULT_NONE,
  TW_FAULT_STATUS,
  TW_FAULT_429,
  TW_FAULT_429_NO_HEADER,
  TW_FAULT_DROP_BEFORE,
  TW_FAULT_DELAY,
  TW_FAULT_EXPIRE_TOKEN,
  TW_FAULT_DROP_AFTER,
  TW_FAULT_504_HTML,
  TW_FAULT_TRUNCATE,
  TW_FAULT_MALFORMED,
} TwFaultAction;

/**
 * TwFault:
 * @action: what happens
 * @argument: status of %TW_FAULT_STATUS, milliseconds of %TW_FAULT_DELAY
 */
typedef struct
{
  TwFaultAction action;
  guint         argument;
} TwFault;

typedef struct _TwFaults TwFaults;

TwFaults *tw_faults_new   (void);
void      tw_faults_free  (TwFaults    *self);
void      tw_faults_clear (TwFaults    *self);
gboolean  tw_faults_add   (TwFaults    *self,
                           JsonObject  *description,
                           GError     **error);
TwFault   tw_faults_take  (TwFaults    *self,
                           const char  *method,
                           const char  *path,
                           gboolean     before);
guint     tw_faults_count (TwFaults    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwFaults, tw_faults_free)

G_END_DECLS
