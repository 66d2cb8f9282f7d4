/** Longer questions are rare, and answered anew each time: memory stays bounded whatever the evidence holds. */
const longestQuestion = 1024;

/** Answers to questions that come again and again, as paths and commands do. Forgotten all at once when too many. */
export class Remembered<Answer> {
  readonly #answers = new Map<string, Answer>();
  readonly #answer: (question: string) => Answer;
  readonly #most: number;

  /** @param answer depends on the question alone, and nobody changes what it gives */
  constructor(answer: (question: string) => Answer, most = 4096) {
    this.#answer = answer;
    this.#most = most;
  }

  of(question: string): Answer {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const answer = this.#answer(question);
    if (question.length > longestQuestion) return answer;
    if (this.#answers.size >= this.#most) this.#answers.clear();
    this.#answers.set(question, answer);
    return answer;
  }
}
