// A browser without its guard: the policy of the portal is off, and everything on a page is touched.

/** Waits for what a page does on its own after it was loaded. */
const SETTLE = 25;

const HOOK = () => {
  window.__xss = () => console.error('__xss ran');
};

/** Hovers over, focuses and clicks everything; links to pages are kept from leaving. */
const TOUCH = () => {
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (link && /^(https?|mailto|tel):/.test(link.protocol ?? '')) event.preventDefault();
  }, true);
  addEventListener('submit', (event) => {
    const { protocol } = new URL(event.submitter?.formAction || event.target.action, location.href);
    if (protocol !== 'javascript:') event.preventDefault();
  }, true);
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const element of document.querySelectorAll('body *')) {
    const is = (names) => element.matches(names);
    if (is('[onmouseover], [onmouseenter], [onpointerenter], [onpointerover], a, button, summary, [title], li, .step')) {
      for (const type of ['pointerover', 'pointerenter', 'mouseover', 'mouseenter']) element.dispatchEvent(new PointerEvent(type, { bubbles: type.endsWith('over') }));
    }
    if (is('a, button, input, select, textarea, summary, [tabindex]')) element.focus?.();
    if (is('a, [onclick], button:not([type="submit"]), input[type="checkbox"]')) element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    if (is('[formaction], form[action^="javascript"] button')) element.click();
  }
};

/** What stands in a page that could run, though nothing did. */
const ARMED = () => {
  const found = [];
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`<${element.localName} ${name}>`);
      // As the browser reads an address: without what it passes over.
      const leads = ['href', 'xlink:href', 'src', 'action', 'formaction', 'data'].includes(name.toLowerCase());
      const address = value.replace(/[\u0000-\u0020]/g, '').toLowerCase();
      if (leads && /^(javascript|vbscript|data|livescript|mocha|blob|filesystem|view-source|feed|jar|file|intent|ms-[a-z]+):/.test(address)) {
        found.push(`<${element.localName} ${name}="${value.slice(0, 60)}">`);
      }
    }
  }
  return found;
};

export class Victim {
  /** What ran since it was last asked. */
  #ran = [];

  static async of(browser) {
    const victim = new Victim();
    const context = await browser.newContext({ locale: 'da-DK', bypassCSP: true, acceptDownloads: false });
    await context.addInitScript(HOOK);
    victim.context = context;
    victim.page = await context.newPage();
    context.on('request', (request) => {
      if (new URL(request.url()).hostname.endsWith('canary.example')) victim.#ran.push(`asked for ${request.url()}`);
    });
    context.on('page', (page) => victim.#listen(page));
    victim.#listen(victim.page);
    return victim;
  }

  #listen(page) {
    page.on('console', (message) => {
      if (message.text().includes('__xss ran')) this.#ran.push('__xss() ran');
    });
    page.on('dialog', (dialog) => {
      this.#ran.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  /** Errors of scripts: on pages of ours there are none. */
  errors = [];

  /** Opens an address and touches what is there. */
  async visit(url) {
    this.errors = [];
    await this.page.goto(url, { waitUntil: 'load' }).catch((error) => {
      if (!/ERR_ABORTED|interrupted|Download/.test(error.message)) throw error;
    });
    await this.touch();
  }

  async touch() {
    // What runs may lead away from the page in the middle of it.
    await this.page.evaluate(TOUCH).catch(() => {});
    await this.page.waitForTimeout(SETTLE);
  }

  armed() {
    return this.page.evaluate(ARMED).catch(() => []);
  }

  /** What ran, once. */
  ran() {
    return [...new Set(this.#ran.splice(0))];
  }
}
