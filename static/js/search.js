// The search page: filters apply as they are changed, and are folded away on narrow screens.

document.documentElement.classList.add("scripted");
const narrow = matchMedia("(max-width: 60rem)");
const fold = () => {
  const box = document.querySelector(".facet-box");
  if (box) box.open = !narrow.matches;
};
fold();
narrow.addEventListener("change", fold);
document.addEventListener("htmx:afterSwap", fold);
