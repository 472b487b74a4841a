// cmd_ld.h - `fuse ld`
#ifndef CMD_LD_H
#define CMD_LD_H

/* argv[0] is "ld"; returns the exit code. */
int cmd_ld(int argc, char **argv);

#endif
