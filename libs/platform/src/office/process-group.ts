import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const POLL = 200;

/** Starts a program as leader of its own process group, with a minimal environment and nothing of ours in it. */
export function startGroup(command: readonly string[], home: string): ChildProcess {
  const [program = '', ...rest] = command;
  return spawn(program, rest, {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: home,
    // UTC keeps every date that LibreOffice writes in one form; svp is the backend without a display.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, TMPDIR: home, LANG: 'C.UTF-8', TZ: 'UTC', SAL_USE_VCLPLUGIN: 'svp' },
  });
}

/** How long a killed process may take to give back its memory, ms: seconds on a busy machine. */
const GONE_WITHIN = 10_000;

/** Kills a whole group and waits until none of it is left; the group may be gone already. */
export async function killGroup(leader: ChildProcess): Promise<void> {
  const { pid } = leader;
  if (pid === undefined) return;
  const ended = leader.exitCode === null && leader.signalCode === null ? once(leader, 'exit') : null;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody left.
  }
  await ended;
  const deadline = performance.now() + GONE_WITHIN;
  while (performance.now() < deadline && (await groupMembers(pid)).length > 0) await pause(POLL / 10);
}

interface GroupMember {
  readonly pid: number;
  /** Resident set in MB. */
  readonly rss: number;
}

/** The live processes of a group, from /proc; empty where there is no /proc. */
async function groupMembers(leader: number): Promise<GroupMember[]> {
  const entries = await readdir('/proc').catch(() => []);
  const members: GroupMember[] = [];
  for (const entry of entries) {
    const member = /^\d+$/.test(entry) ? await memberOf(leader, Number(entry)) : null;
    if (member !== null) members.push(member);
  }
  return members;
}

async function memberOf(leader: number, pid: number): Promise<GroupMember | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // "pid (name with spaces) state ppid pgrp … rss": fields counted after the closing parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (Number(fields[2]) !== leader || fields[0] === 'Z') return null;
  return { pid, rss: (Number(fields[21]) * 4096) / (1024 * 1024) };
}

/** Looks at known members between two searches: a machine may have hundreds of processes, a group has two. */
const looksPerSearch = 10;

/** Watches the resident memory of a group while it works; the members once found are remembered from one task to the next. */
export class MemoryWatch {
  private known: readonly GroupMember[] = [];
  private looks = 0;

  /** @param limit MB */
  constructor(
    private readonly leader: number,
    private readonly limit: number,
  ) {}

  /** Calls `exceeded` once when the group passes the limit; returns the way to stop watching. */
  start(exceeded: (megabytes: number) => void): () => void {
    let watching = true;
    const look = async (): Promise<void> => {
      this.known = await this.members();
      const total = this.known.reduce((sum, { rss }) => sum + rss, 0);
      if (!watching) return;
      if (total > this.limit) {
        watching = false;
        exceeded(Math.round(total));
      } else timer = setTimeout(() => void look(), POLL);
    };
    let timer = setTimeout(() => void look(), POLL);
    return () => {
      watching = false;
      clearTimeout(timer);
    };
  }

  private async members(): Promise<readonly GroupMember[]> {
    if (this.looks++ % looksPerSearch === 0 || this.known.length === 0) return groupMembers(this.leader);
    const again = await Promise.all(this.known.map(({ pid }) => memberOf(this.leader, pid)));
    return again.filter((member) => member !== null);
  }
}

/** Runs a short command and says whether it ended well. */
export async function succeeds(command: readonly string[]): Promise<boolean> {
  const [program = '', ...rest] = command;
  const child = spawn(program, rest, { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.on('error', () => {
      resolve(false);
    });
    child.on('exit', (code) => {
      resolve(code === 0);
    });
  });
}
