"use strict";
(function () {
  // ---- what was asked: data, never markup; all of it goes into the page as text
  const data = JSON.parse(document.getElementById("data").textContent);
  const texts = data.texts;
  const store = "ctohandover-sheet-" + data.sheet;
  const rows = [];        // {id, read, write, done, node}
  let unsaved = false;    // changed since the last file
  let kept = true;        // whether this browser keeps what is typed

  function make(name, options, children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(options || {})) {
      if (key === "text") node.textContent = value;
      else if (key === "class") node.className = value;
      else node.setAttribute(key, value);
    }
    for (const child of children || []) if (child) node.appendChild(child);
    return node;
  }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }
  // Text that any computer can read back: no halves of characters, no NUL, one kind of line break.
  function clean(text) {
    const whole = new TextDecoder().decode(new TextEncoder().encode(text.slice(0, data.limit)));
    return whole.replace(/\u0000/g, "").replace(/\r\n?/g, "\n");
  }

  // ---- parts of rows
  let names = 0;
  function field(label, multi, holder) {
    const id = "f" + ++names;
    const input = make(multi ? "textarea" : "input", { id: id, maxlength: data.limit });
    if (!multi) { input.type = "text"; input.setAttribute("autocapitalize", "off"); }
    input.addEventListener("input", changed);
    holder.appendChild(make("label", { class: "field", for: id }, [make("span", { text: label }), input]));
    return input;
  }
  function choices(id, options, holder) {
    const box = make("div", { class: "choices" });
    const inputs = options.map((option, at) => {
      const input = make("input", { type: "radio", name: "row-" + id, value: option.value, id: "f" + ++names });
      if (option.value === "") input.checked = true;
      input.addEventListener("change", changed);
      const digit = option.digit ? make("span", { class: "digit l" + option.digit, text: option.digit }) : null;
      box.appendChild(make("label", { class: "choice" + (option.value === "" ? " skip" : ""), for: input.id },
        [input, digit, make("span", { text: option.text })]));
      return input;
    });
    holder.appendChild(box);
    return {
      get: () => inputs.find((input) => input.checked).value,
      set: (value) => { (inputs.find((input) => input.value === value) || inputs[inputs.length - 1]).checked = true; },
    };
  }
  function facts(row, holder) {
    if (!row.facts.length) return;
    holder.appendChild(make("ul", { class: "facts" }, row.facts.map((fact) => make("li", { class: fact.tone, text: fact.text }))));
  }
  function about(row, holder) {
    facts(row, holder);
    if (row.help) holder.appendChild(make("p", { class: "about", text: row.help }));
    if (row.hint) holder.appendChild(make("p", { class: "about muted", text: row.hint }));
  }
  function group(row) {   // a question with one answer out of several
    const node = make("fieldset", { class: "card" }, [make("legend", { class: "head", text: row.title })]);
    about(row, node);
    return node;
  }
  function plain(row) {
    const head = make("h3", { class: "head", id: "f" + ++names, text: row.title });
    const node = make("div", { class: "card", role: "group", "aria-labelledby": head.id }, [head]);
    about(row, node);
    return node;
  }

  // ---- the four kinds of rows
  function subject(row) {
    const node = group(row);
    const options = row.levels.map((text, level) => ({ value: String(level), digit: String(level), text: text }));
    const level = choices(row.id, options.concat([{ value: "", text: texts.skip }]), node);
    const more = make("details", {}, [make("summary", { text: texts.more })]);
    node.appendChild(more);
    const comment = field(texts.comment, true, more);
    const proof = field(texts.proof, false, more);
    return {
      node: node,
      read: () => {
        const found = { kind: "subject", level: level.get() === "" ? null : Number(level.get()),
          comment: clean(comment.value), evidence: clean(proof.value) };
        return found.level === null && !found.comment.trim() && !found.evidence.trim() ? null : found;
      },
      write: (found) => {
        level.set(found && typeof found.level === "number" ? String(found.level) : "");
        comment.value = said(found, "comment");
        proof.value = said(found, "evidence");
        more.open = Boolean(comment.value || proof.value);
      },
    };
  }
  function evidence(row) {
    const node = plain(row);
    const text = field(texts.text, true, node);
    const link = field(texts.link, false, node);
    link.setAttribute("inputmode", "url");
    return {
      node: node,
      read: () => {
        const found = { kind: "evidence", text: clean(text.value), link: clean(link.value).trim() };
        return found.text.trim() || found.link ? found : null;
      },
      write: (found) => { text.value = said(found, "text"); link.value = said(found, "link"); },
    };
  }
  function sign(row) {
    const node = group(row);
    if (row.shown.length) {
      node.appendChild(make("p", { class: "about muted", text: texts.shown }));
      node.appendChild(make("ul", { class: "shown" }, row.shown.map((text) => make("li", { text: text }))));
    } else node.appendChild(make("p", { class: "about muted", text: texts.noneShown }));
    const answer = choices(row.id, [{ value: "yes", text: texts.approve }, { value: "no", text: texts.notYet },
      { value: "", text: texts.skip }], node);
    const holder = make("div");
    node.appendChild(holder);
    const reason = field(texts.reason, true, holder);
    const show = () => { holder.hidden = answer.get() !== "no"; };
    node.addEventListener("change", show);
    show();
    return {
      node: node,
      lacks: () => (answer.get() === "no" && !reason.value.trim() ? reason : null),
      read: () => (answer.get() === "" ? null
        : { kind: "sign", approved: answer.get() === "yes", reason: answer.get() === "no" ? clean(reason.value) : "" }),
      write: (found) => {
        answer.set(found ? (found.approved === true ? "yes" : found.approved === false ? "no" : "") : "");
        reason.value = said(found, "reason");
        show();
      },
    };
  }
  function question(row) {
    const node = plain(row);
    const text = field(texts.answer, true, node);
    return {
      node: node,
      read: () => (text.value.trim() ? { kind: "question", text: clean(text.value) } : null),
      write: (found) => { text.value = said(found, "text"); },
    };
  }
  function said(found, name) {
    return found && typeof found[name] === "string" ? found[name] : "";
  }

  // ---- the page
  const page = document.getElementById("page");
  const main = make("main");
  const count = make("span"), state = make("span", { class: "state" });
  const notices = make("div", { class: "notices", role: "status", "aria-live": "polite" });
  const picker = make("input", { type: "file", hidden: "" });

  function build() {
    const intro = make("dl", { class: "intro" });
    for (const part of data.intro) {
      intro.appendChild(make("dt", { text: part.head }));
      intro.appendChild(make("dd", { text: part.text }));
    }
    page.appendChild(make("header", {}, [make("p", { class: "company", text: texts.company }),
      make("h1", { text: texts.title })]));
    const load = button(texts.load, "", () => picker.click());
    picker.addEventListener("change", loadReply);
    main.appendChild(make("div", { class: "card" }, [intro]));
    main.appendChild(make("p", { class: "tools" }, [load, button(texts.clear, "quiet", clearForm), picker]));
    section("subjects", subject);
    section("evidence", evidence);
    section("signs", sign);
    section("questions", question);
    page.appendChild(main);
    page.appendChild(make("footer", { class: "foot" }, [make("div", { class: "bar" }, [
      make("p", { class: "progress" }, [count, state]), button(texts.save, "primary", saveReply)]), notices]));
    document.getElementById("unable").hidden = true;
  }
  function section(name, kind) {
    if (!data[name].length) return;
    const head = make("h2", { id: "s-" + name, text: texts[name] });
    const node = make("section", { "aria-labelledby": head.id }, [head,
      make("p", { class: "help", text: texts[name + "Help"] })]);
    for (const asked of data[name]) {
      const row = kind(asked);
      row.id = asked.id;
      row.title = asked.title;
      rows.push(row);
      node.appendChild(row.node);
    }
    main.appendChild(node);
  }
  function button(text, look, act) {
    const node = make("button", { type: "button", class: look, text: text });
    node.addEventListener("click", act);
    return node;
  }
  function notice(text, tone, extra) {
    notices.replaceChildren(make("p", { class: "notice " + (tone || ""), text: text }), ...(extra || []));
  }

  // ---- answers, and keeping them
  function answers() {
    const found = {};
    for (const row of rows) {
      const answer = row.read();
      row.node.classList.toggle("done", answer !== null);
      if (answer) found[row.id] = answer;
    }
    return found;
  }
  function show(found) {
    const done = Object.keys(found).length;
    count.textContent = fill(texts.progress, { done: done, all: rows.length });
    state.textContent = !unsaved ? "" : kept ? texts.kept : texts.notKept;
    state.className = kept ? "state" : "state care";
  }
  function changed() {
    unsaved = true;
    const found = answers();
    try {
      localStorage.setItem(store, JSON.stringify(found));
      kept = localStorage.getItem(store) !== null;
    } catch (error) {
      kept = false;
    }
    show(found);
  }
  function restore() {
    try {
      const found = JSON.parse(localStorage.getItem(store) || "null");
      if (found && typeof found === "object" && Object.keys(found).length) {
        put(found);
        unsaved = true;
        notice(texts.found);
      }
    } catch (error) {
      kept = false;
    }
    show(answers());
  }
  function put(found) {
    for (const row of rows) {
      const answer = Object.prototype.hasOwnProperty.call(found, row.id) ? found[row.id] : null;
      row.write(answer && typeof answer === "object" ? answer : null);
    }
  }
  function clearForm() {
    if (!confirm(texts.clearAsk)) return;
    put({});
    changed();
    unsaved = false;
    try { localStorage.removeItem(store); } catch (error) { kept = false; }
    notices.replaceChildren();
    show(answers());
  }
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && Object.keys(answers()).length) { event.preventDefault(); event.returnValue = ""; }
  });

  // ---- the reply file
  function saveReply() {
    for (const row of rows) {
      const lacking = row.lacks && row.lacks();
      if (lacking) {
        notice(fill(texts.needReason, { title: row.title }), "bad");
        lacking.focus();
        return;
      }
    }
    const found = answers();
    if (!Object.keys(found).length) { notice(texts.nothing, "bad"); return; }
    const time = new Date().toISOString();
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    const file = data.file + "-" + day + ".ctoreply";
    const reply = { format: data.format, version: data.version, workspace: data.workspace, sheet: data.sheet,
      person: data.person, time: time, answers: found };
    reply.mac = hex(hmac(unhex(data.key), canonical(reply)));
    const text = JSON.stringify(reply, null, 1) + "\n";
    const link = make("a", { download: file });
    link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    show(found);
    sent(file, text);
  }
  function sent(file, text) {
    const next = make("p", { class: "notice good", text: fill(texts.sent, { file: file }) });
    const extra = [];
    if (data.mail) {
      const write = make("a", { class: "button", text: texts.write });
      write.href = "mailto:" + encodeURIComponent(data.mail).replace(/%40/g, "@") + "?subject="
        + encodeURIComponent(texts.mailSubject) + "&body=" + encodeURIComponent(fill(texts.mailBody, { file: file }));
      extra.push(write);
    }
    const copy = make("textarea", { readonly: "", rows: "4", "aria-label": texts.replyText });
    copy.value = text;
    copy.addEventListener("focus", () => copy.select());
    extra.push(make("details", {}, [make("summary", { text: texts.trouble }), copy]));
    notices.replaceChildren(next, ...extra);
  }
  function loadReply() {
    const file = picker.files[0];
    if (!file || file.size > 5000000) { if (file) notice(texts.notThis, "bad"); return; }
    const reader = new FileReader();
    reader.onload = () => {
      picker.value = "";
      try {
        const found = JSON.parse(reader.result);
        if (found.format !== data.format || found.sheet !== data.sheet || typeof found.answers !== "object") throw found;
        put(found.answers);
        changed();
        notice(texts.loaded);
      } catch (error) {
        notice(texts.notThis, "bad");
      }
    };
    reader.readAsText(file);
  }

  // ---- the same bytes as in Python: each text as the length of its octets, a colon and itself
  function joined(parts) {
    const octets = [];
    for (const part of parts) {
      const bytes = new TextEncoder().encode(part);
      for (const sign of bytes.length + ":") octets.push(sign.charCodeAt(0));
      for (const byte of bytes) octets.push(byte);
    }
    return octets;
  }
  function canonical(reply) {
    let octets = joined([reply.format, String(reply.version), reply.workspace, reply.sheet, reply.person, reply.time]);
    for (const id of Object.keys(reply.answers).sort()) octets = octets.concat(joined([id].concat(partsOf(reply.answers[id]))));
    return octets;
  }
  function partsOf(answer) {
    switch (answer.kind) {
      case "subject": return ["subject", answer.level === null ? "" : String(answer.level), answer.comment, answer.evidence];
      case "evidence": return ["evidence", answer.text, answer.link];
      case "sign": return ["sign", answer.approved ? "yes" : "no", answer.reason];
      default: return ["question", answer.text];
    }
  }

  // ---- HMAC-SHA256 (RFC 2104, FIPS 180-4): the browser's own is not there for files from a disk
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  const K = primes.map((p) => fraction(Math.cbrt(p)));
  const H = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
  function sha256(octets) {
    const length = octets.length, size = ((length + 72) >> 6) << 6;
    const padded = new Uint8Array(size);
    padded.set(octets);
    padded[length] = 128;
    const view = new DataView(padded.buffer);
    view.setUint32(size - 8, Math.floor(length / 536870912));
    view.setUint32(size - 4, (length << 3) >>> 0);
    const h = H.slice(), w = new Int32Array(64);
    const turn = (x, n) => (x >>> n) | (x << (32 - n));
    for (let at = 0; at < size; at += 64) {
      for (let i = 0; i < 64; i++) {
        if (i < 16) { w[i] = view.getInt32(at + 4 * i); continue; }
        const a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
      let [a, b, c, d, e, f, g, k] = h;
      for (let i = 0; i < 64; i++) {
        const x = (k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const y = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        k = g; g = f; f = e; e = (d + x) | 0; d = c; c = b; b = a; a = (x + y) | 0;
      }
      [a, b, c, d, e, f, g, k].forEach((value, i) => { h[i] = (h[i] + value) | 0; });
    }
    const out = [];
    for (const word of h) out.push((word >>> 24) & 255, (word >>> 16) & 255, (word >>> 8) & 255, word & 255);
    return out;
  }
  function hmac(key, octets) {
    const block = (key.length > 64 ? sha256(key) : key).concat(Array(64).fill(0)).slice(0, 64);
    return sha256(block.map((b) => b ^ 0x5c).concat(sha256(block.map((b) => b ^ 0x36).concat(octets))));
  }
  function hex(octets) { return octets.map((b) => b.toString(16).padStart(2, "0")).join(""); }
  function unhex(text) { return (text.match(/../g) || []).map((pair) => parseInt(pair, 16)); }

  build();
  restore();
})();
