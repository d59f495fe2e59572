// Sentences for people, read out by screen readers.

/** `tone` is error, or info where nothing went wrong. */
export function say(sentence, tone = "error") {
  const line = document.createElement("p");
  line.className = `message ${tone}`;
  if (tone === "error") line.setAttribute("role", "alert");
  line.textContent = sentence;
  document.getElementById("notice").replaceChildren(line);
  line.scrollIntoView({ block: "nearest" });
}
