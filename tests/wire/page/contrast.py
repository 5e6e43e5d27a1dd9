"""How readable the page is."""

CONTRAST = """(() => {
    const light = (colour) => {
        const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!/rgba\\(.*, 0\\)/.test(colour)) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    let worst = { ratio: 21 };
    for (const element of document.querySelectorAll("h1, h2, p, a, th, td, code, button, label, .quiet")) {
        if (!element.textContent.trim() || !element.offsetParent) continue;
        const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < worst.ratio) worst = { ratio, text: element.textContent.slice(0, 40) };
    }
    return worst;
})()"""
"""The lowest contrast of any text, as WCAG 2.2 (1.4.3) reckons it."""
