// SPDX-License-Identifier: GPL-3.0-or-later
// Steps through the diagram: what has not happened yet is veiled, the present step is marked and told.
// The number of the step is in the address (#5), so that a step can be linked to.
(function () {
    "use strict";
    var steps = Array.prototype.slice.call(document.querySelectorAll("#steps li"));
    var back = document.getElementById("back");
    var next = document.getElementById("next");
    var where = document.getElementById("where");
    var diagram = document.getElementById("diagram");
    var rows = document.getElementById("rows");
    var mark = document.getElementById("mark");
    var veil = document.getElementById("veil");
    var present = -1;

    function reveal(step) {
        var height = rows.clientHeight;
        var top = step.dataset.from * height;
        var bottom = step.dataset.to * height;
        var heads = document.getElementById("heads").clientHeight;
        var room = diagram.clientHeight - heads;
        if (diagram.scrollTop > top || bottom > diagram.scrollTop + room)
            diagram.scrollTop = Math.max(0, (top + bottom) / 2 - room / 2);
        step.scrollIntoView({ block: "nearest" });
    }

    function show(index) {
        index = Math.min(Math.max(index, 0), steps.length - 1);
        if (index === present)
            return;
        if (present !== -1) {
            steps[present].classList.remove("now");
            steps[present].removeAttribute("aria-current");
        }
        present = index;
        var step = steps[present];
        step.classList.add("now");
        step.setAttribute("aria-current", "step");
        mark.style.top = step.dataset.from * 100 + "%";
        mark.style.height = (step.dataset.to - step.dataset.from) * 100 + "%";
        veil.style.top = step.dataset.to * 100 + "%";
        veil.style.display = present === steps.length - 1 ? "none" : "";
        // What the lesson shows holds the answers: it is said with the last step.
        document.body.classList.toggle("ended", present === steps.length - 1);
        where.textContent = present + 1 + " / " + steps.length;
        document.getElementById("telling").textContent = step.textContent;
        back.disabled = present === 0;
        next.disabled = present === steps.length - 1;
        reveal(step);
        try {
            history.replaceState(null, "", "#" + (present + 1));
        } catch (error) {
            // a page from a file may not change its address everywhere
        }
    }

    function fromAddress() {
        show((parseInt(location.hash.slice(1), 10) || 1) - 1);
    }

    if (steps.length === 0)
        return;
    document.body.classList.add("stepped");
    back.addEventListener("click", function () { show(present - 1); });
    next.addEventListener("click", function () { show(present + 1); });
    steps.forEach(function (step, index) {
        step.addEventListener("click", function () { show(index); });
    });
    rows.addEventListener("click", function (event) {
        var at = (event.clientY - rows.getBoundingClientRect().top) / rows.clientHeight;
        show(steps.findIndex(function (step) { return step.dataset.to >= at; }));
    });
    document.addEventListener("keydown", function (event) {
        if (event.altKey || event.ctrlKey || event.metaKey)
            return;
        var to = { ArrowLeft: present - 1, ArrowRight: present + 1, PageUp: present - 1,
            PageDown: present + 1, Home: 0, End: steps.length - 1 }[event.key];
        if (to === undefined)
            return;
        event.preventDefault();
        show(to);
    });
    window.addEventListener("hashchange", fromAddress);
    fromAddress();
}());
