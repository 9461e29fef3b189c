() => {
    const main = document.querySelector('[data-testid=stMain]');
    const found = [];
    const named = element => `${element.tagName.toLowerCase()} “${
        (element.innerText ?? element.textContent ?? '').trim().slice(0, 40)}”`;
    const seen = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const scrolls = element => element.scrollWidth > element.clientWidth + 1 &&
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && element.clientWidth > 0;

    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than the window');
    for (const element of [main, ...main.querySelectorAll('*:not(pre)')]) { // code is not wrapped, by Streamlit
        if (seen(element) && scrolls(element)) found.push(`scrolls sideways: ${element.dataset.testid} ${named(element)}`);
    }
    for (const cell of main.querySelectorAll('[data-table] :is(td, th)')) {
        const unseen = getComputedStyle(cell.closest('thead') ?? cell).position === 'absolute';
        if (unseen || !seen(cell)) continue;
        const [held, room] = [cell.getBoundingClientRect(), cell.closest('[data-table]').getBoundingClientRect()];
        // A row of long names is cut, and says so; touched, it has all. Its numbers are read.
        if (cell.matches('[data-cut] td:not(.number, .marked)') && getComputedStyle(cell).textOverflow === 'ellipsis') continue;
        const cut = [cell, ...cell.querySelectorAll('a, .badge')].some(part => part.clientWidth && part.scrollWidth > part.clientWidth + 1);
        if (cut || held.right > room.right + 1) found.push(`a cell is cut: ${named(cell)}`);
    }
    const counted = /^[−+]?\d[\d,.]*(\s%|, usually|\sof\s\d|\spoints)|^\d{1,2}\s[A-Z][a-z]{2}\s\d{4}/;
    for (const head of main.querySelectorAll('[data-table] th:not([data-numeric]):has(button)')) {
        const rows = [...head.closest('table').tBodies[0].rows];
        const values = rows.map(row => row.cells[head.cellIndex].dataset.value).filter(Boolean);
        if (values.length > 1 && values.every(value => counted.test(value))) {
            found.push(`numbers or days are sorted as text: ${named(head)} ${values.slice(0, 2)}`);
        }
    }
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(seen);
    const ranks = levels.map(heading => Number(heading.tagName[1]));
    if (ranks.filter(rank => rank === 1).length !== 1) found.push(`not one h1: ${levels.map(named)}`);
    ranks.forEach((rank, n) => {
        if (n && rank > ranks[n - 1] + 1) found.push(`h${ranks[n - 1]} is followed by ${named(levels[n])}`);
    });

    for (const element of document.querySelectorAll('[aria-label*="&#"]')) {
        found.push(`a name is spoken as code: ${element.getAttribute('aria-label')}`);
    }

    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgba = colour => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const ground = rgba(getComputedStyle(at).backgroundColor);
            if (ground[3] > 250) return ground;
        }
        return rgba('Canvas');
    };
    const light = ([red, green, blue]) => [red, green, blue]
        .map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
    const contrast = (one, other) => {
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
    };
    const words = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const held = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !held || !seen(held)) continue;
        if (held.closest('script, style, [data-testid=stIconMaterial]')) continue;
        if (parseFloat(getComputedStyle(held).fontSize) < 10.99) found.push(`under 11 px: ${named(held)}`);
        const text = held.closest('svg text');
        if (!text || words.includes(text)) continue;
        words.push(text);
        const style = getComputedStyle(held);
        const [ink, ground] = [rgba(style.fill), behind(text.closest('svg').parentElement)];
        const strength = (ink[3] / 255) * Number(style.fillOpacity) * Number(style.opacity);
        const mixed = ink.map((part, n) => part * strength + ground[n] * (1 - strength));
        const measured = contrast(mixed, ground);
        if (measured < 4.5) found.push(`contrast ${measured.toFixed(2)} in a chart: ${named(held)} ${style.fill}`);
    }
    const boxes = words.map(text => [text, text.getBoundingClientRect()]);
    boxes.forEach(([text, box], n) => {
        for (const [other, its] of boxes.slice(n + 1)) {
            if (text.closest('.js-plotly-plot') !== other.closest('.js-plotly-plot')) continue;
            const wide = Math.min(box.right, its.right) - Math.max(box.left, its.left);
            const high = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
            if (wide > 1 && high > 2) found.push(`labels overlap: ${named(text)} ${named(other)}`);
        }
        if (box.right > innerWidth + 1 || box.left < -1) found.push(`a label is cut: ${named(text)}`);
    });
    return [...new Set(found)];
}
