/* run.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Runs a program to its end and writes to a file how long it took: the program's peak memory counts that of
 * the process it was started from, which has to be smaller than it. Usage: run FILE PROGRAM [ARGUMENT …] */

static double
seconds_of (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

int
main (int   argc,
      char *argv[])
{
  struct timespec begin;
  struct timespec end;
  struct rusage usage;
  FILE *file;
  pid_t child;
  int status;

  if (argc < 3)
    return 127;

  clock_gettime (CLOCK_MONOTONIC, &begin);
  child = fork ();
  if (child == 0)
    {
      execvp (argv[2], argv + 2);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child)
    return 127;
  clock_gettime (CLOCK_MONOTONIC, &end);

  file = fopen (argv[1], "w");
  if (file == NULL)
    return 127;
  fprintf (file, "{\"seconds\": %.6f, \"cpu\": %.6f, \"mib\": %.3f}\n",
           (double) (end.tv_sec - begin.tv_sec) + (double) (end.tv_nsec - begin.tv_nsec) / 1e9,
           seconds_of (usage.ru_utime) + seconds_of (usage.ru_stime),
           (double) usage.ru_maxrss / 1024);
  fclose (file);

  return WIFEXITED (status) ? WEXITSTATUS (status) : 126;
}
