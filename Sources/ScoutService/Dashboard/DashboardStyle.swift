/// How pages look: light and dark as the browser asks for, from a phone's width on.
let dashboardStyle = """
    :root {
      color-scheme: light dark;
      --page: #f4f6fa; --card: #fff; --text: #10192d; --quiet: #55617a; --line: #d5dbe8;
      --accent: #1d63ed; --on-accent: #fff; --bar: #0b214a; --on-bar: #fff; --on-bar-quiet: #c3cfec;
      --good: #0f6b3c; --good-back: #dff4e8; --warn: #7a4b00; --warn-back: #fdf0d5; --bad: #a3122a; --bad-back: #fde4e8;
      --none: #465069; --none-back: #e7eaf2;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #0c1220; --card: #161e30; --text: #e8ecf6; --quiet: #a3aec8; --line: #2e3953;
        --accent: #7aa7ff; --on-accent: #081530; --bar: #070d1a; --on-bar: #fff; --on-bar-quiet: #aab8da;
        --good: #7fdca9; --good-back: #10331f; --warn: #f5c66b; --warn-back: #3a2a08; --bad: #ff9aa8; --bad-back: #43121c;
        --none: #b4bdd3; --none-back: #28324a;
      }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0; }
    h2 { font-size: 1.15rem; margin: 1rem 0 .5rem; }
    a { color: var(--accent); }
    code, pre { font: .9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
    pre { white-space: pre-wrap; margin: .5rem 0; }
    small { display: block; color: var(--quiet); font-size: .85rem; font-weight: normal; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .bar :focus-visible { outline-color: #fff; }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 2; }
    .label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .bar { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; background: var(--bar); color: var(--on-bar); padding: .6rem 1rem; }
    .bar a, .bar summary, .bar button.quiet { color: var(--on-bar); }
    .brand { font-weight: 700; text-decoration: none; } .brand span { font-weight: 400; color: var(--on-bar-quiet); }
    .bar nav { margin-right: auto; } .bar ul { display: flex; flex-wrap: wrap; gap: .25rem; list-style: none; margin: 0; padding: 0; }
    .bar nav a { display: block; padding: .35rem .7rem; border-radius: .4rem; text-decoration: none; }
    .bar nav a:hover, .bar nav a[aria-current] { background: rgb(255 255 255 / .16); }
    .menu { position: relative; } .menu summary { cursor: pointer; padding: .35rem .7rem; border: 1px solid var(--on-bar-quiet); border-radius: .4rem; }
    .menu ul { position: absolute; z-index: 1; min-width: 14rem; flex-direction: column; margin-top: .35rem; padding: .35rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; box-shadow: 0 8px 24px rgb(0 0 0 / .25); }
    .menu li a { display: block; padding: .4rem .6rem; color: var(--text); text-decoration: none; border-radius: .35rem; }
    .menu li a:hover, .menu li a[aria-current] { background: var(--none-back); } .menu small { display: inline; }
    .lead, .quiet, .hint { color: var(--quiet); } .hint { margin: .25rem 0; }
    .card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; margin: 1rem 0; }
    .narrow { max-width: 36rem; margin-inline: auto; }
    form.create, form.usage, form.search { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; }
    form.search { align-items: center; } form.create .hint { flex-basis: 100%; }
    label { display: block; font-weight: 600; } td label, th label { display: inline; }
    input, select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--quiet); border-radius: .45rem; padding: .5rem .6rem; max-width: 100%; }
    input[type=checkbox] { width: 1.15rem; height: 1.15rem; accent-color: var(--accent); } input[type=range] { padding: 0; vertical-align: middle; accent-color: var(--accent); }
    .narrow input { width: 100%; margin: .25rem 0 1rem; }
    button, .button { display: inline-block; font: inherit; font-weight: 600; cursor: pointer; color: var(--text); background: var(--card); border: 1px solid var(--quiet); border-radius: .5rem; padding: .5rem .9rem; text-decoration: none; }
    button:hover, .button:hover { border-color: var(--accent); }
    button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
    button.danger, .button.danger { border-color: var(--bad); color: var(--bad); }
    button.quiet { background: none; border: 0; padding: .35rem .5rem; text-decoration: underline; }
    button:disabled, select:disabled { cursor: not-allowed; background: var(--none-back); border-color: var(--line); color: var(--none); }
    .list { list-style: none; margin: 0; padding: 0; }
    .head { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; } .name { font-size: 1.1rem; font-weight: 600; }
    .badge { display: inline-block; padding: .1rem .6rem; border-radius: 1rem; font-size: .875rem; font-weight: 600; background: var(--none-back); color: var(--none); }
    h1 .badge { vertical-align: middle; }
    .badge.connected { background: var(--good-back); color: var(--good); } .badge.pending { background: var(--warn-back); color: var(--warn); }
    .badge.error, .alert { background: var(--bad-back); color: var(--bad); }
    .alert { padding: .6rem .9rem; border-radius: .5rem; overflow-wrap: anywhere; } .alert a { color: inherit; }
    dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .75rem 0 0; } dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0; overflow-wrap: anywhere; }
    dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); }
    .progress ol { columns: 18rem; padding-left: 1.25rem; margin: .5rem 0; } .progress li { break-inside: avoid; }
    progress { width: 100%; height: .6rem; accent-color: var(--accent); }
    li.complete { color: var(--good); } li.working { color: var(--warn); } li.waiting { color: var(--quiet); } li.failed { color: var(--bad); }
    .history { padding-left: 1.25rem; } .history time { color: var(--quiet); }
    .history small { display: inline; margin-right: .5rem; }
    table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
    th, td { text-align: left; vertical-align: top; padding: .6rem .8rem; border-top: 1px solid var(--line); } thead > tr > * { border-top: 0; color: var(--quiet); font-size: .875rem; }
    th, td { overflow-wrap: anywhere; } th[scope=row] { min-width: 16rem; } td ul { margin: .35rem 0 0; padding-left: 1.1rem; font-size: .9rem; }
    .tag { display: inline-block; background: var(--none-back); color: var(--none); border-radius: .35rem; padding: 0 .45rem; overflow-wrap: anywhere; }
    .bulk { display: flex; gap: .5rem; margin: .75rem 0; } .pages { display: flex; gap: 1rem; justify-content: center; margin: 1rem; } .more { text-align: center; }
    @media (max-width: 44rem) {
      table.stack, table.stack :is(tbody, tfoot) { display: block; } table.stack thead { display: none; } table.stack tr { display: block; padding: .5rem 0; border-top: 1px solid var(--line); }
      table.stack :is(td, th) { display: block; min-width: 0; border: 0; padding: .2rem .8rem; } table.stack td:empty { display: none; }
      table.stack td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); font-size: .875rem; }
      .bar { padding: .6rem; } .card { padding: .8rem; } button, .button { padding: .6rem .9rem; }
    }
    @media (prefers-reduced-motion: no-preference) { button, .button, .bar nav a { transition: background .15s, border-color .15s; } }

    """
