// scripts.js: composed text as functions. On a page it is a script of its own, which is forgotten with its functions: a
// module that is imported stays for as long as the page is open. A worker, which ends with its runs, imports it.

/**
 * What a text declares under these names. Its lines begin with `const` or `export const`, as in a module.
 * @param {string} text @param {string[]} names @returns {Promise<Object<string, any>>}
 */
export async function declaredBy(text, names) {
  if (typeof document !== "undefined") {
    const script = document.createElement("script"), plain = text.replace(/^export /gm, "");
    script.textContent = `document.currentScript.made = (() => {
"use strict";
${plain}
return { ${names.join(", ")} };
})();`;
    document.head.append(script);
    script.remove();
    if (script.made) return script.made;
  } // where a page forbids such scripts, it may allow the other way
  return import(`data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`);
}
