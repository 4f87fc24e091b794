"""What is exported is what is seen."""

from scenarios import opening


def test_try(figure):
    shown = figure(opening("himmelblau"))
    shown.press("Home", *["ArrowRight"] * 9)
    for kind in ("png", "svg", "csv", "json", "code", "gif", "html"):
        with shown.page.expect_download(timeout=60000) as got:
            shown.page.locator(".share").click()
            shown.page.locator(f"[data-as={kind}]").click()
        got.value.save_as(f"/tmp/sheet/try.{kind}")
        print(kind, shown.shadow("return q('.status').textContent"))
