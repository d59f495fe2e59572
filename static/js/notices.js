// Sentences for people at the foot of the page, read out by screen readers; nothing moves.

/** `tone` is error, or info where nothing went wrong. */
export function say(sentence, tone = "error") {
  const line = document.createElement("p");
  line.className = `message ${tone}`;
  if (tone === "error") line.setAttribute("role", "alert");
  line.textContent = sentence;
  document.getElementById("notice").replaceChildren(line);
}

/** Take away what was said before, so that the last act shows; or say so in its place. */
export function tell(sentence) {
  if (sentence) say(sentence, "info");
  else document.getElementById("notice").replaceChildren();
}
