from playwright.sync_api import expect


def test_a_visitor_is_asked_to_log_in_and_comes_back_to_the_page(page, reader):
    page.goto("/account/password/")
    page.get_by_label("User name").fill(reader.username)
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_label("Old password")).to_be_visible()


def test_who_is_logged_in_sees_the_page_at_once(page_as, reader):
    page = page_as(reader)
    page.goto("/account/password/")
    expect(page.get_by_label("Old password")).to_be_visible()
