// What one person sees, fetched anew whenever the workspace says that something changed; and what they do.

export class Feed {
  constructor(person, changed, lost) {
    this.person = person;
    this.changed = changed;
    this.lost = lost;
    this.fetching = false;
    this.again = false;
    this.closed = false;
    this.refresh();
    this.follow();
  }

  async refresh() {
    if (this.fetching) {
      this.again = true;
      return;
    }
    this.fetching = true;
    try {
      do {
        this.again = false;
        const answer = await fetch(`/page/state?as=${encodeURIComponent(this.person)}`);
        const state = await answer.json();
        if (!this.closed) this.changed(state);
      } while (this.again && !this.closed);
      this.lost(false);
    } catch {
      this.lost(true);
    } finally {
      this.fetching = false;
    }
  }

  follow() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}/page/feed`);
    this.socket.onopen = () => this.refresh();
    this.socket.onmessage = () => this.refresh();
    this.socket.onclose = () => {
      if (this.closed) return;
      this.lost(true);
      setTimeout(() => this.closed || this.follow(), 1000);
    };
  }

  close() {
    this.closed = true;
    this.socket.close();
  }
}

// One act of a person; the answer carries the app's ack, or `error` when no person could have done it.
export async function act(name, args) {
  try {
    const answer = await fetch(`/control/${name}`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(args),
    });
    return await answer.json();
  } catch {
    return { error: "The playground doesn't answer." };
  }
}
