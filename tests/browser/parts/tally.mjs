// Counts what held and what did not. A failure is printed when it is found.

export class Tally {
  passed = 0;
  failed = 0;

  /** `name`: what the summary begins with. */
  constructor(name = 'browser') {
    this.name = name;
  }

  /** `problems` is empty when `what` holds. */
  add(what, problems) {
    if (problems.length === 0) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    console.error(`FAILED ${what}`);
    for (const problem of problems) console.error(`       ${problem}`);
  }

  get summary() {
    return `${this.name}: ${this.passed} passed, ${this.failed} failed`;
  }
}
