// markup.js: the figure's parts, as HTML.
export const MARKUP = `<section class="fig" data-mode="light">
  <div class="head">
    <div class="title">
      <p class="what">How optimizers find their way down a surface.
        <i>Click anywhere on the map, or begin with an example.</i></p>
      <h1></h1><span class="formula"></span><button class="about" aria-haspopup="dialog" aria-expanded="false"></button>
      <p class="look" role="status"></p>
    </div>
    <div class="doors">
      <div class="tabs" role="group" aria-label="Begin with">
        <button data-shows="examples" aria-pressed="true">Examples</button>
        <button data-shows="surfaces" aria-pressed="false">Surfaces</button>
        <button data-shows="typing" aria-pressed="false">Type a formula</button>
      </div>
      <nav class="examples" aria-label="Examples"></nav>
      <nav class="surfaces" aria-label="Surface"></nav>
      <div class="typing" role="group" aria-label="Your formula" hidden>
        <div class="sheet">
          <div class="echo" aria-hidden="true"></div>
          <textarea rows="3" spellcheck="false" autocapitalize="off" autocomplete="off" autocorrect="off"
            aria-label="Formula in x and y" aria-describedby="typed-tell"
            placeholder="such as 1 - cos(x^2 + y^2)"></textarea>
        </div>
        <p class="tell" id="typed-tell" role="status"></p>
        <p class="models"></p>
      </div>
    </div>
  </div>
  <div class="chips" role="group" aria-label="Optimizers"></div>
  <div class="knobs" role="group" aria-label="Hyperparameters" hidden></div>
  <div class="notices" role="status"></div>
  <div class="body">
    <div class="map">
      <canvas class="deep" aria-hidden="true" hidden></canvas>
      <canvas class="ground" aria-hidden="true"></canvas>
      <canvas class="ahead" aria-hidden="true"></canvas>
      <canvas class="done" aria-hidden="true"></canvas>
      <canvas class="scale" aria-hidden="true"></canvas>
      <canvas class="front" tabindex="0" role="img"></canvas>
      <div class="over">
        <div class="history" role="group" aria-label="Changes" hidden>
          <button class="undo" aria-label="Undo" title="Undo (Ctrl Z)"></button>
          <button class="redo" aria-label="Redo" title="Redo (Ctrl Shift Z)"></button>
          <button class="again" title="Back to what was opened">Start over</button>
        </div>
        <button class="reset" title="Show the whole surface (0)" hidden>Whole map</button>
        <button class="cut" data-term="anatomy" aria-pressed="false">Anatomy</button>
        <button class="field" data-term="field" aria-pressed="false">Field</button>
        <button class="term" data-term="marks">Marks</button>
        <button class="quarters" data-term="quarters" aria-pressed="false">Quarters</button>
        <div class="views" role="group" aria-label="View">
          <button data-scene="map" aria-pressed="true">Map</button>
          <button data-scene="relief" aria-pressed="false">Relief</button>
          <button data-scene="3-D" aria-pressed="false">3-D</button>
        </div>
      </div>
      <a class="home" target="_blank" rel="noopener">Descent Explorer</a>
      <span class="hint"></span>
      <div class="tip" hidden></div>
    </div>
    <div class="panels"></div>
    <section class="anatomy" aria-label="Anatomy of a step" hidden></section>
  </div>
  <div class="titles"></div>
  <div class="transport" role="group" aria-label="Playback">
    <div class="keys">
      <button class="first" aria-label="To the start" title="To the start (Home)"></button>
      <button class="back" aria-label="One step back" title="One step back (←)"></button>
      <button class="play" aria-label="Play" title="Play or pause (Space)"></button>
      <button class="next" aria-label="One step on" title="One step on (→)"></button>
    </div>
    <div class="scrub">
      <canvas class="mini" aria-hidden="true"></canvas>
      <div class="range" aria-hidden="true" hidden></div>
      <div class="arrivals" aria-hidden="true"></div>
      <input class="slider" type="range" min="0" max="1" step="1" value="0" aria-label="Step">
    </div>
    <output class="step"><b>0</b><span class="total"></span></output>
    <div class="opts">
      <button class="speed" aria-label="Speed">1<small>×</small></button>
      <button class="loop" aria-pressed="true" title="Start again at the end (L)">Loop</button>
      <button class="log" aria-pressed="false" title="Spread the early steps out">Log time</button>
      <span class="choosing">
        <button class="choose" aria-haspopup="menu" aria-expanded="false">Panels</button>
        <div class="panelmenu" role="menu" aria-label="Panels" hidden></div>
      </span>
      <span class="sharing">
        <button class="share" aria-haspopup="menu" aria-expanded="false">Share</button>
        <div class="sharemenu" role="menu" hidden>
          <button role="menuitem" data-as="link">Link <small>to this view</small></button>
          <button role="menuitem" data-as="parts">Choose what the link shows…</button>
          <button role="menuitem" data-as="embed">Line to paste <small>into a page</small></button>
          <button role="menuitem" data-as="qr">QR code <small>of the link</small></button>
        </div>
      </span>
    </div>
  </div>
  <div class="below"><span class="status" role="status"></span></div>
  <div class="scroller">
    <table>
      <thead>
        <tr class="groups">
          <td></td>
          <th colspan="3" scope="colgroup"><span class="now">At step 0</span></th>
          <th colspan="3" scope="colgroup" class="rule"><span>In the end</span></th>
        </tr>
        <tr>
          <th scope="col">Optimizer</th>
          <th scope="col" class="n"><button class="term" data-term="loss">loss</button></th>
          <th scope="col" class="n"><button class="term" data-term="slope">|∇<i>f</i>|</button></th>
          <th scope="col" class="n"><button class="term" data-term="distance">distance</button></th>
          <th scope="col" class="n rule"><button class="term" data-term="loss">loss</button></th>
          <th scope="col" class="n"><button class="term" data-term="arrival">first within 10<sup>−3</sup></button></th>
          <th scope="col" class="say">what happens</th>
        </tr>
      </thead>
      <tbody></tbody>
    </table>
  </div>
  <p class="foot"></p>
  <section class="tour" aria-label="Tour" hidden>
    <p role="status"></p>
    <footer><small></small><button class="plain skip">Skip the tour</button><button class="onward"></button></footer>
  </section>
  <div class="meaning" id="meaning" role="tooltip" hidden></div>
  <div class="pop settings" role="dialog" aria-label="Optimizer settings" hidden></div>
  <div class="pop surface" role="dialog" aria-label="Surface" hidden></div>
  <div class="pop gallery" role="dialog" aria-label="All surfaces" hidden></div>
  <div class="pop qr" role="dialog" aria-label="QR code of this link" hidden></div>
</section>
`;
