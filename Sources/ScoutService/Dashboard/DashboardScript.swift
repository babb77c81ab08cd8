/// What makes pages better where scripts run; every page works without.
let dashboardScript = #"""
    "use strict";

    // How long ago, in the largest unit that fits; the exact moment is the title.
    const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]];
    function tell(time) {
      const seconds = Math.max(0, (Date.now() - new Date(time.dateTime)) / 1000);
      const unit = units.find(([, size]) => seconds >= size);
      if (unit) {
        const count = Math.floor(seconds / unit[1]);
        time.textContent = `${count} ${unit[0]}${count === 1 ? "" : "s"} ago`;
      } else {
        time.textContent = seconds < 10 ? "just now" : `${Math.floor(seconds)} seconds ago`;
      }
    }
    function tellTimes() { document.querySelectorAll("time").forEach(tell); }

    // Looks again, and replaces what has changed; what a person is using stays.
    async function refresh(url = location.href) {
      const response = await fetch(url, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      if (response.redirected || response.status === 401) { location.reload(); return; }
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const [now, next] = [document.getElementById("live"), page.getElementById("live")];
      const [main, nextMain] = [document.getElementById("main"), page.getElementById("main")];
      if (!now || !next || !nextMain) return;
      main.dataset.refresh = nextMain.dataset.refresh || "";
      if (normal(now) === normal(next)) return;
      const opened = new Map([...now.querySelectorAll("details")].map((each) => [name(each), each.open]));
      const used = now.contains(document.activeElement) ? name(document.activeElement) : null;
      now.replaceChildren(...next.childNodes);
      now.querySelectorAll("details").forEach((each) => { each.open = opened.get(name(each)) ?? each.open; });
      if (used) [...now.querySelectorAll("a, button, summary")].find((each) => name(each) === used)?.focus({ preventScroll: true });
      tellTimes();
    }
    // What tells an element from others, on this page and on the next: its row, its kind and where it leads.
    function name(element) {
      const row = element.closest("li, tr, dl")?.querySelector("a, code");
      return [row?.href ?? row?.title, element.tagName, element.className, element.href, element.value].join(" ");
    }
    function normal(element) {
      const copy = element.cloneNode(true);
      copy.querySelectorAll("time").forEach((time) => { time.textContent = ""; });
      copy.querySelectorAll("details").forEach((each) => { each.open = false; });
      return copy.innerHTML;
    }
    let timer = 0;
    function schedule() {
      clearTimeout(timer);
      const seconds = Number(document.getElementById("main")?.dataset.refresh || 0);
      if (seconds > 0) timer = setTimeout(() => look(), seconds * 1000);
    }
    async function look() {
      if (!document.hidden) await refresh().catch(() => {});
      schedule();
    }
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

    // The form opens a new tab, and this one shows what it has made. Each form makes one thing.
    document.querySelectorAll("form[data-creates]").forEach((form) => {
      form.addEventListener("submit", () => setTimeout(async () => {
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        form.elements.once.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        await refresh().catch(() => {});
        schedule();
      }, 700));
    });

    // Choose all, and no button that would do nothing.
    document.querySelectorAll("form[data-bulk]").forEach((form) => {
      const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];
      const buttons = [...form.querySelectorAll(".bulk button")].filter((button) => !button.disabled);
      if (boxes.length === 0 || buttons.length === 0) return;
      const all = Object.assign(document.createElement("input"), { type: "checkbox" });
      all.setAttribute("aria-label", "Choose all");
      form.querySelector("thead td").append(all);
      const update = () => {
        const count = boxes.filter((box) => box.checked).length;
        buttons.forEach((button) => { button.disabled = count === 0; });
        all.checked = count === boxes.length;
        all.indeterminate = count > 0 && count < boxes.length;
      };
      all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); update(); });
      boxes.forEach((box) => box.addEventListener("change", update));
      update();
    });

    // The estimate follows the slider.
    document.querySelectorAll("form[data-estimate]").forEach((form) => {
      const [slider, number] = [form.querySelector("input[type=range]"), form.elements.pushes];
      slider.hidden = false;
      let waiting = 0;
      const estimate = () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
          if (!form.checkValidity()) return;
          const url = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
          history.replaceState(null, "", url);
          refresh(url).catch(() => {});
        }, 150);
      };
      slider.addEventListener("input", () => { number.value = slider.value; estimate(); });
      form.addEventListener("input", (event) => {
        if (event.target === number) slider.value = number.value;
        if (event.target !== slider) estimate();
      });
    });

    // A menu closes when something else is clicked, or with Escape.
    const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
    document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      document.activeElement.closest("details.menu[open]")?.querySelector("summary").focus();
      closeMenus(null);
    });

    tellTimes();
    setInterval(tellTimes, 20000);
    schedule();

    """#
