/* tw-cli-command.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-error.h"

G_BEGIN_DECLS

typedef struct _TwCli TwCli;
typedef struct _TwCliArgs TwCliArgs;

/**
 * TwCliOptionKind:
 * @TW_CLI_FLAG: there or not
 * @TW_CLI_TEXT: one text
 * @TW_CLI_TEXTS: as often as wanted
 * @TW_CLI_NUMBER: a whole number, not negative
 * @TW_CLI_DATE: a plain date
 * @TW_CLI_FILE: the name of a file
 * @TW_CLI_SECONDS: a number of seconds that may be left out (`--wait`, `--wait=60`)
 *
 * What an option takes.
 */
typedef enum
{
  TW_CLI_FLAG,
  TW_CLI_TEXT,
  TW_CLI_TEXTS,
  TW_CLI_NUMBER,
  TW_CLI_DATE,
  TW_CLI_FILE,
  TW_CLI_SECONDS,
} TwCliOptionKind;

/**
 * TwCliOption:
 * @name: its name, without dashes
 * @kind: what it takes
 * @value: (nullable): what stands for the value in the help, translatable
 * @help: what it does, translatable
 * @choices: (nullable): the only values there are, separated by spaces
 * @letter: its short form, 0 for none
 * @dup_known: (nullable): makes a list of values in use, separated by spaces; others may be given too
 */
typedef struct
{
  const char      *name;
  TwCliOptionKind  kind;
  const char      *value;
  const char      *help;
  const char      *choices;
  char             letter;
  char          *(*dup_known) (void);
} TwCliOption;

#define TW_CLI_MAX_OPTION_SETS 4
#define TW_CLI_MAX_EXAMPLES 4

/**
 * TwCliFunc:
 * @cli: the running program
 * @args: what was given
 * @error: return location
 *
 * Does what a verb says.
 *
 * Returns: the exit code; not looked at when @error is set
 */
typedef TwExit (*TwCliFunc) (TwCli            *cli,
                             const TwCliArgs  *args,
                             GError          **error);

/**
 * TwCliVerb:
 * @name: (nullable): its word; %NULL for a group that is a command by itself (`sync`)
 * @arguments: (nullable): what follows it: `ID`, `[NAME]`, `METHOD PATH`, `WORDS…`; translatable
 * @summary: what it does, in one line, translatable
 * @help: (nullable): more about it, paragraphs one a line, translatable
 * @options: (array zero-terminated=1): its sets of options, each ended by one without a name
 * @examples: (array zero-terminated=1): command lines, without the program's name
 * @run: does it
 * @subject: what it is about, for a @run that several verbs share: a `TwKind`, or a `TwWriteKind`
 *
 * One command, declared once: parsing, help, completion and the manual page come from it.
 */
typedef struct
{
  const char        *name;
  const char        *arguments;
  const char        *summary;
  const char        *help;
  const TwCliOption *options[TW_CLI_MAX_OPTION_SETS + 1];
  const char        *examples[TW_CLI_MAX_EXAMPLES + 1];
  TwCliFunc          run;
  int                subject;
} TwCliVerb;

/**
 * TwCliGroup:
 * @name: its word
 * @summary: what its verbs are about, in one line, translatable
 * @verbs: its verbs, ended by one without @run
 */
typedef struct
{
  const char      *name;
  const char      *summary;
  const TwCliVerb *verbs;
} TwCliGroup;

/* The table of all commands, ended by a group without a name, and the options that all of them take. */
extern const TwCliGroup tw_cli_groups[];
extern const TwCliOption tw_cli_global_options[];

/* One group a file. */
extern const TwCliVerb tw_cli_account_verbs[];
extern const TwCliVerb tw_cli_sync_verbs[];
extern const TwCliVerb tw_cli_customer_verbs[];
extern const TwCliVerb tw_cli_order_verbs[];
extern const TwCliVerb tw_cli_subscription_verbs[];
extern const TwCliVerb tw_cli_product_verbs[];
extern const TwCliVerb tw_cli_plan_verbs[];
extern const TwCliVerb tw_cli_reseller_verbs[];
extern const TwCliVerb tw_cli_report_verbs[];
extern const TwCliVerb tw_cli_journal_verbs[];
extern const TwCliVerb tw_cli_records_verbs[];
extern const TwCliVerb tw_cli_search_verbs[];
extern const TwCliVerb tw_cli_request_verbs[];

const TwCliGroup  *tw_cli_find_group          (const char        *name);
const TwCliVerb   *tw_cli_group_find_verb     (const TwCliGroup  *group,
                                               const char        *name);
gboolean           tw_cli_group_is_command    (const TwCliGroup  *group);
const TwCliOption *tw_cli_verb_find_option    (const TwCliVerb   *verb,
                                               const char        *name);
void               tw_cli_verb_count_arguments (const TwCliVerb  *verb,
                                               guint             *least,
                                               guint             *most);
gboolean           tw_cli_option_takes_value  (const TwCliOption *option);
char              *tw_cli_option_dup_usage    (const TwCliOption *option);
char              *tw_cli_option_dup_help     (const TwCliOption *option);
char              *tw_cli_option_dup_values   (const TwCliOption *option);

G_END_DECLS
