/** A reason to stop that a person can act on. */
export class Stop extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

export function say(text) {
  process.stdout.write(`${text}\n`);
}

export function fail(error) {
  const text = error instanceof Stop ? `${error.message}\n  → ${error.remedy}` : (error?.stack ?? String(error));
  process.stderr.write(`\nErrore: ${text}\n`);
  process.exitCode = 1;
}

/** One line that says what is being done and why, and grows dots or percents until `done`. */
export class Progress {
  constructor(text) {
    this.started = performance.now();
    this.percent = -1;
    this.pending = false;
    process.stdout.write(`${text} `);
    this.timer = setInterval(() => process.stdout.write('.'), 2000);
  }

  /** Shows a step of ten percent at a time; dots stop as soon as there is a number. */
  advance(percent) {
    const step = Math.floor(percent / 10) * 10;
    if (step <= this.percent) return;
    clearInterval(this.timer);
    this.percent = step;
    process.stdout.write(`${step}% `);
  }

  done(text = 'fatto') {
    clearInterval(this.timer);
    process.stdout.write(` ${text} (${((performance.now() - this.started) / 1000).toFixed(1)} s)\n`);
  }

  failed() {
    clearInterval(this.timer);
    process.stdout.write(' non riuscito\n');
  }
}
